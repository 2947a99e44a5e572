package io.logflow.flow.watch;

/** Sends something through a route of this process. */
@FunctionalInterface
interface Sender {
  /**
   * Sends it and waits.
   *
   * @return what comes out
   * @throws io.logflow.job.LogFlowException what failed
   */
  Object send(String route, Object body);
}
