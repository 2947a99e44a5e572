package io.logflow.cli;

import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Dialect;
import io.logflow.job.EngineChoice;
import io.logflow.job.Extent;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.publish.Publisher;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts a planned job into words: what the files are and why. */
final class PlanPrinter {
  private static final int WIDEST = 30;
  private static final int SURELY_COUNTED = 1024;

  private PlanPrinter() {}

  /** What would be done, in lines. */
  static List<String> summary(Job job) {
    Plan plan = job.requirePlan();
    EngineChoice choice = job.choice().orElseThrow();
    List<String> lines = new ArrayList<>();
    for (InputPlan input : plan.inputs()) {
      lines.add(inputLine(input));
    }
    lines.add(
        "  would be written to "
            + Printable.text(Publisher.asked(job).toString())
            + " by "
            + choice.engine()
            + " ("
            + choice.reason()
            + ")");
    plan.columns().forEach(column -> lines.add("  " + nameAndType(column)));
    plan.warnings().forEach(warning -> lines.add("  note: " + Printable.text(warning)));
    return lines;
  }

  /** Everything that was found out, in lines: the answer of {@code logflow schema}. */
  static void details(Job job, PrintWriter out) {
    Plan plan = job.requirePlan();
    for (InputPlan input : plan.inputs()) {
      out.println(inputLine(input));
      Inspection found = input.input().inspection().orElseThrow();
      out.println("encoding:  " + found.charset() + " (" + found.encodingEvidence() + ")");
      String evidence = " (" + found.dialect().evidence() + ")";
      out.println(
          found.format().isJson()
              ? "layout:    " + found.format().label() + evidence
              : "dialect:   " + dialect(found.dialect()) + evidence);
    }
    out.println();
    columns(plan).print(out);
    plan.warnings().forEach(warning -> out.println("note: " + Printable.text(warning)));
  }

  private static String inputLine(InputPlan input) {
    return Printable.text(input.input().path().toString())
        + ": "
        + input.input().inspection().orElseThrow().format().label()
        + within(input.input())
        + ", "
        + Figures.counted(input.rowsTaken(), "row")
        + (input.rowsRejected() == 0
            ? ""
            : ", " + Figures.counted(input.rowsRejected(), "row") + " rejected")
        + (input.rowsSkipped() == 0
            ? ""
            : ", " + Figures.counted(input.rowsSkipped(), "line") + " skipped")
        + ", "
        + Figures.bytes(input.input().size());
  }

  private static String within(Input input) {
    return input
        .unpacked()
        .map(
            found ->
                " in "
                    + found.compression().label()
                    + ", "
                    + Figures.bytes(found.size())
                    + " unpacked")
        .orElse("");
  }

  private static String dialect(Dialect dialect) {
    String symbols =
        "delimiter "
            + character(dialect.delimiter())
            + ", quote "
            + character(dialect.quote())
            + ", escape "
            + character(dialect.escape());
    Extent extent = dialect.extent();
    String starts = String.join(", ", extent.starts().stream().map(String::valueOf).toList());
    String comment = extent.comment();
    return (extent.aligned() ? "columns aligned at " + starts : symbols)
        + (comment.isEmpty() ? "" : ", comments " + character(comment))
        + header(dialect.headerRows());
  }

  private static String header(int rows) {
    if (rows > 1) {
      return ", with a header of " + rows + " rows";
    }
    return rows == 1 ? ", with header" : ", without header";
  }

  private static String character(char value) {
    return value == 0 ? "none" : character(String.valueOf(value));
  }

  private static String character(String text) {
    return switch (text) {
      case "\t" -> "tab";
      case " " -> "blank";
      default -> "'" + Printable.text(text) + "'";
    };
  }

  private static String nameAndType(ColumnPlan column) {
    return Printable.text(column.column().name()) + " " + column.column().type();
  }

  private static TextTable columns(Plan plan) {
    TextTable table =
        new TextTable(
            List.of("column", "type", "nulls", "distinct", "min", "max", "why"), Set.of(2, 3));
    for (ColumnPlan column : plan.columns()) {
      table.add(
          List.of(
              column.column().name(),
              column.column().type().toString(),
              column.statistics().map(found -> Figures.count(found.nulls())).orElse(""),
              column.statistics().map(PlanPrinter::distinct).orElse(""),
              column.statistics().map(found -> shortened(found.min())).orElse(""),
              column.statistics().map(found -> shortened(found.max())).orElse(""),
              column.why()));
    }
    return table;
  }

  /** The scan counts few values, estimates many, and leaves nested ones alone. */
  private static String distinct(ColumnStatistics found) {
    if (found.distinct() < 0) {
      return "";
    }
    String count = Figures.count(found.distinct());
    return found.distinct() < SURELY_COUNTED ? count : "~" + count;
  }

  private static String shortened(String value) {
    return value.length() <= WIDEST ? value : value.substring(0, WIDEST - 3) + "...";
  }
}
