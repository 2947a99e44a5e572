package io.logflow.job;

/** The conversion itself failed. */
public final class ConversionException extends LogFlowException {
  ConversionException(ErrorKind kind, String message, String remedy, Throwable cause) {
    super(kind, message, remedy, cause);
  }
}
