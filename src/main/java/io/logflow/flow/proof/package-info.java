/** Proves, long after a job, that its output still holds what was read. */
package io.logflow.flow.proof;
