package io.logflow.job;

/** An option or a setting is wrong. */
public final class ConfigurationException extends LogFlowException {
  ConfigurationException(ErrorKind kind, String message, String remedy, Throwable cause) {
    super(kind, message, remedy, cause);
  }
}
