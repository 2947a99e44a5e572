package io.logflow.job;

import static java.util.Objects.requireNonNull;

/** A failure with its kind, what happened and where, and what to do about it. */
public abstract class LogFlowException extends RuntimeException {
  private final ErrorKind kind;
  private final String remedy;

  LogFlowException(ErrorKind kind, String message, String remedy, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
    this.kind = requireNonNull(kind, "kind is null");
    this.remedy = requireNonNull(remedy, "remedy is null");
  }

  public ErrorKind kind() {
    return kind;
  }

  /** What to do about it, one sentence; empty where nothing can be done. */
  public String remedy() {
    return remedy;
  }
}
