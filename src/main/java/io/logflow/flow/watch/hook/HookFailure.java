package io.logflow.flow.watch.hook;

/** Why a call of a hook did not succeed, in words. */
final class HookFailure extends Exception {
  private static final long serialVersionUID = 1L;

  HookFailure(String message) {
    super(message);
  }

  HookFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
