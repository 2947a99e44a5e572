package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Prints a failure as two lines: what happened and where, and what to do. */
final class ErrorPrinter {
  private ErrorPrinter() {}

  static void print(LogFlowException failure, PrintWriter err) {
    print(failure.getMessage(), failure.remedy(), failure, err);
  }

  /** Prints a failure that nobody foresaw. */
  static void printUnforeseen(Exception failure, PrintWriter err) {
    print(
        "LogFlow itself failed: " + failure,
        "This is a fault of LogFlow. Run again with LOGFLOW_DEBUG=1 for the details.",
        failure,
        err);
  }

  private static void print(String message, String remedy, Exception failure, PrintWriter err) {
    err.println("error: " + safe(String.valueOf(message)));
    if (!remedy.isEmpty()) {
      err.println("  " + safe(remedy));
    }
    if (Logging.debugs()) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  /** Lines after the first are indented, so that none of them looks like another error. */
  private static String safe(String text) {
    return text.lines()
        .map(line -> Printable.text(line.strip()))
        .collect(Collectors.joining(System.lineSeparator() + "  "));
  }

  /** Prints an error of the command line itself. */
  static int printUsage(String message, String remedy, PrintWriter err) {
    print(ErrorKind.USAGE.error(message, remedy), err);
    return ErrorKind.USAGE.exitCode();
  }
}
