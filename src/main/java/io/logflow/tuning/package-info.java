/** Which engine: the advice of history. */
package io.logflow.tuning;
