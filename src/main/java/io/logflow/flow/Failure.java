package io.logflow.flow;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What a failure is, whatever it was wrapped in on its way up.
 *
 * @param kind its kind
 * @param message what went wrong
 * @param remedy what to do about it; empty where nothing is known
 */
public record Failure(ErrorKind kind, String message, String remedy) {

  /** Looks through causes. */
  public static Failure of(Throwable failure) {
    if (isOutOfMemory(failure)) {
      return outOfMemory();
    }
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

  /** Whether memory had run out, whatever was made of that on the way up. */
  public static boolean isOutOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static Failure outOfMemory() {
    return new Failure(
        ErrorKind.LIMIT_EXCEEDED,
        "The conversion needs more memory than the Java heap of "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB.",
        "Give it more, for example LOGFLOW_JAVA_OPTS=-Xmx4g, or convert fewer files at once.");
  }

  /** The kind's name in the jobs table. */
  public String label() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
