/** Checks from outside that nothing was lost, doubled or left half made. */
package io.logflow.flow.audit;
