package io.logflow.cli;

import io.logflow.flow.audit.AuditReport;
import io.logflow.flow.audit.Violation;
import io.logflow.flow.doctor.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what the doctor found, a line each, or all as JSON. */
final class DoctorPrinter {
  private final PrintWriter out;
  private final boolean json;

  DoctorPrinter(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void print(AuditReport report) {
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("jobs", report.jobs());
      all.put("outputs", report.outputs());
      all.put("violations", report.violations().stream().map(DoctorPrinter::row).toList());
      JsonOutput.print(out, all);
      return;
    }
    for (Violation violation : report.violations()) {
      line(
          "%s %s: %s %s",
          violation.invariant(), violation.where(), violation.what(), violation.remedy());
    }
    line(
        "%s, %s, %s.",
        Figures.counted(report.jobs(), "job"),
        Figures.counted(report.outputs(), "output"),
        Figures.counted(report.violations().size(), "violation"));
  }

  private static Map<String, Object> row(Violation violation) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("invariant", violation.invariant().name());
    row.put("promise", violation.invariant().promise());
    row.put("where", violation.where());
    row.put("what", violation.what());
    row.put("what_to_do", violation.remedy());
    return row;
  }

  void print(List<Finding> findings) {
    if (json) {
      JsonOutput.print(out, findings.stream().map(DoctorPrinter::row).toList());
      return;
    }
    for (Finding finding : findings) {
      line("%-4s %s: %s %s", level(finding), finding.subject(), finding.text(), finding.remedy());
    }
  }

  private static String level(Finding finding) {
    return finding.level() == Finding.Level.FAIL
        ? "FAIL"
        : finding.level().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> row(Finding finding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("level", finding.level().name().toLowerCase(Locale.ROOT));
    row.put("subject", finding.subject());
    row.put("text", finding.text());
    row.put("what_to_do", finding.remedy());
    return row;
  }

  private void line(String format, Object... parts) {
    out.println(Printable.text(String.format(Locale.ROOT, format, parts).stripTrailing()));
  }
}
