/** The inbox door: watched folders, the queue of jobs, its workers, and recovery. */
package io.logflow.flow.watch;
