package io.logflow.job;

/** The input cannot be read, understood or accepted. */
public final class InputException extends LogFlowException {
  InputException(ErrorKind kind, String message, String remedy, Throwable cause) {
    super(kind, message, remedy, cause);
  }
}
