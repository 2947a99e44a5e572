/** LogFlow's own columnar engine. */
package io.logflow.engine.arrow;
