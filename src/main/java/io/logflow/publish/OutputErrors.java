package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Says what a failed write to an output folder means: the disk is full, or it may not be. */
final class OutputErrors {
  /** Less than this left is a full disk, whatever the system's message and its language. */
  private static final long NOTHING_LEFT = 4096;

  private static final Set<String> FULL =
      Set.of("No space left", "quota exceeded", "not enough space", "disk is full");

  private OutputErrors() {}

  /** The failure as one of ours. {@code folder} may be missing. */
  static LogFlowException of(IOException failure, Path folder) {
    return isFull(failure, folder)
        ? diskFull("The disk of " + folder + " is full.", failure)
        : notWritable(folder, reason(failure), failure);
  }

  static LogFlowException diskFull(String message, IOException cause) {
    return ErrorKind.DISK_FULL.error(
        message, "Free some space there, or choose another place with -o.", cause);
  }

  static LogFlowException notWritable(Path folder, String reason, IOException cause) {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The output folder " + folder + " cannot be written: " + reason + ".",
        "Make the folder writable for this user, or choose another one with -o.",
        cause);
  }

  static LogFlowException exists(Path path) {
    return exists(path, null);
  }

  static LogFlowException exists(Path path, IOException cause) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The output " + path + " exists already.",
        "Replace it with --force, or choose another name with -o.",
        cause);
  }

  /** What is there is no output that may be replaced by a folder. */
  static LogFlowException notOurs(Path path) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The output "
            + path
            + " is to be a folder, and what is there was not made by LogFlow as one.",
        "Move it away, or choose another name with -o.");
  }

  /** An output would be taken for a part of another one. */
  static LogFlowException within(Path path, Path above) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The output " + path + " would lie within the output " + above + ".",
        "Choose another folder with -o.");
  }

  /** Replacing the folder would remove what it holds besides its parts. */
  static LogFlowException holdsMore(Path output, String why) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The output " + output + " cannot be replaced: " + why + ".",
        "Move away what does not belong to it, or choose another name with -o.");
  }

  private static boolean isFull(IOException failure, Path folder) {
    return isFull(failure) || usable(folder) < NOTHING_LEFT;
  }

  /** Whether the system says that there is no room. */
  static boolean isFull(IOException failure) {
    return texts(failure).anyMatch(text -> FULL.stream().anyMatch(text::contains));
  }

  private static Stream<String> texts(IOException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull);
  }

  /** Bytes that this user may still write; the most there can be where nobody knows. */
  static long usable(Path folder) {
    try {
      return Disks.usable(folder);
    } catch (IOException e) {
      // A folder that is gone or closed to us is no sign of a full disk.
      return Long.MAX_VALUE;
    }
  }

  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    boolean told = failure instanceof FileSystemException known && known.getReason() != null;
    return told ? ((FileSystemException) failure).getReason() : String.valueOf(failure);
  }
}
