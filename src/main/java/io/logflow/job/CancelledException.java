package io.logflow.job;

/** The job was stopped on request. */
public final class CancelledException extends LogFlowException {
  CancelledException(ErrorKind kind, String message, String remedy, Throwable cause) {
    super(kind, message, remedy, cause);
  }
}
