/** Takes rows in that a job rejected, once there is a way to read them. */
package io.logflow.flow.replay;
