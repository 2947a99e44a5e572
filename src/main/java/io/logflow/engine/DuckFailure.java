package io.logflow.engine;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** What a failure of DuckDB's means. */
final class DuckFailure {
  /** DuckDB quotes whole rows and statements. */
  private static final int MAX_MESSAGE_CHARACTERS = 2000;

  private static final long FULL_BELOW_BYTES = 1 << 20;
  private static final List<String> READS_OTHERWISE =
      List.of(
          "Conversion Error",
          "Invalid Input Error",
          "Out of Range Error",
          "Parser Error",
          "Binder Error",
          "Not implemented Error");

  private DuckFailure() {}

  /**
   * The exception to throw.
   *
   * @param output folder of the output
   * @param spill folder that DuckDB spilled to
   */
  static RuntimeException of(SQLException failure, Path output, Path spill) {
    String message = shorten(String.valueOf(failure.getMessage()));
    if (message.startsWith("Out of Memory Error")) {
      return outOfMemory(message, failure);
    }
    if (isDiskFull(message, output, spill)) {
      return diskFull(output, spill, failure);
    }
    if (READS_OTHERWISE.stream().anyMatch(message::startsWith)) {
      return new DuckDisagreement(firstLine(message), failure);
    }
    return ErrorKind.ENGINE.error(
        "The engine duckdb failed: " + message,
        "Run the job with the engine avro, and report this message.",
        failure);
  }

  /** The exception to throw where one of the folders cannot be used. */
  static RuntimeException of(IOException failure, Path output, Path spill) {
    if (isDiskFull("IO Error: " + failure.getMessage(), output, spill)) {
      return diskFull(output, spill, failure);
    }
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The output folder " + output + " or the temporary folder " + spill + " fails: " + failure,
        "Check that both folders exist and may be written.",
        failure);
  }

  private static RuntimeException diskFull(Path output, Path spill, Exception failure) {
    return ErrorKind.DISK_FULL.error(
        "The disk under " + output + " or under " + spill + " is full.",
        "Free space there, then run the job again.",
        failure);
  }

  private static RuntimeException outOfMemory(String message, SQLException failure) {
    if (message.contains("max_temp_directory_size")) {
      return ErrorKind.LIMIT_EXCEEDED.error(
          "The temporary folder has no room for what exceeds engine.memory_limit: " + message,
          "Raise engine.memory_limit, or free space for the temporary folder.",
          failure);
    }
    return ErrorKind.LIMIT_EXCEEDED.error(
        "The job needs more memory than engine.memory_limit gives it: " + message,
        "Raise engine.memory_limit, lower row_group_size or threads, or use the engine avro.",
        failure);
  }

  // The text of the operating system may be in any language, so free space is asked for too.
  private static boolean isDiskFull(String message, Path output, Path spill) {
    return message.contains("No space left")
        || message.contains("\"errno\":\"28\"")
        || (message.startsWith("IO Error") && (isFull(output) || isFull(spill)));
  }

  private static boolean isFull(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException unknown) {
      // A folder that is gone is not full; the failure at hand tells more.
      return false;
    }
  }

  static String shorten(String message) {
    return message.length() <= MAX_MESSAGE_CHARACTERS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARACTERS) + " ...";
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
