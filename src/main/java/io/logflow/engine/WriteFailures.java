package io.logflow.engine;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Says in our words why a staging file could not be written. */
public final class WriteFailures {
  private WriteFailures() {}

  /** The failure in our words. */
  public static LogFlowException of(Path staging, IOException failure) {
    Path folder = staging.toAbsolutePath().getParent();
    if (full(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT))) {
      return ErrorKind.DISK_FULL.error(
          "The file system of " + folder + " is full.",
          "Make room there or choose another output folder, and try again.",
          failure);
    }
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "Nothing can be written in " + folder + ": " + failure.getMessage() + ".",
        "Check the folder and its permissions, or choose another output folder.",
        failure);
  }

  private static boolean full(String message) {
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }
}
