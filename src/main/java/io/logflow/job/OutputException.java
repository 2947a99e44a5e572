package io.logflow.job;

/** The output cannot be written or published. */
public final class OutputException extends LogFlowException {
  OutputException(ErrorKind kind, String message, String remedy, Throwable cause) {
    super(kind, message, remedy, cause);
  }
}
