package io.logflow.flow.watch.hook;

import java.util.Map;

/** Makes calls of one hook, one after the other. */
@FunctionalInterface
interface Caller {
  /**
   * Makes one call and waits for its end, at most as long as a call may take.
   *
   * @param facts what it tells, by name; a value may be null
   * @throws HookFailure if it did not succeed
   * @throws InterruptedException if nobody wants to wait any more; whatever was started has ended
   */
  void call(Map<String, Object> facts) throws HookFailure, InterruptedException;
}
