package io.logflow.job;

/** The state database cannot be used. */
public final class StateException extends LogFlowException {
  StateException(ErrorKind kind, String message, String remedy, Throwable cause) {
    super(kind, message, remedy, cause);
  }
}
