package io.logflow.flow;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.sql.SQLException;
import java.util.Locale;

/** What a failure is, whatever it was wrapped in on its way up. */
record Failure(ErrorKind kind, String message, String remedy) {

  static Failure of(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LogFlowException known) {
        return new Failure(known.kind(), known.getMessage(), known.remedy());
      }
      root = cause;
    }
    ErrorKind kind = root instanceof SQLException ? ErrorKind.STATE : ErrorKind.INTERNAL;
    return new Failure(kind, String.valueOf(root), "");
  }

  /** The kind's name in the jobs table. */
  String label() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
