/** Staging, verification and durable publication. */
package io.logflow.publish;
