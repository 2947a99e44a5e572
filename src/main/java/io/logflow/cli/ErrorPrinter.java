package io.logflow.cli;

import io.logflow.job.LogFlowException;
import java.io.PrintWriter;

/** Prints a failure as two lines: what happened and where, and what to do. */
final class ErrorPrinter {
  private ErrorPrinter() {}

  static void print(LogFlowException failure, PrintWriter err) {
    err.println("error: " + Printable.text(String.valueOf(failure.getMessage())));
    if (!failure.remedy().isEmpty()) {
      err.println("  " + Printable.text(failure.remedy()));
    }
    if ("1".equals(System.getenv("LOGFLOW_DEBUG"))) {
      failure.printStackTrace(err);
    }
    err.flush();
  }
}
