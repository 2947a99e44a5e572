package io.logflow.cli;

import io.logflow.job.Column;
import io.logflow.job.Outcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts outcomes into words, and into JSON. */
final class OutcomePrinter {
  private OutcomePrinter() {}

  /** One line: what became of what, figures, time, engine and why. */
  static String line(Outcome outcome) {
    String rejected =
        outcome.rowsRejected() == 0
            ? ""
            : ", " + Figures.counted(outcome.rowsRejected(), "row") + " rejected";
    return String.format(
        Locale.ROOT,
        "%s -> %s: %s, %s%s, %s -> %s (ratio %.1f), %s, %s: %s",
        Printable.text(inputs(outcome.inputs())),
        Printable.text(outcome.output().toString()),
        Figures.counted(outcome.rowsWritten(), "row"),
        Figures.counted(outcome.schema().size(), "column"),
        rejected,
        Figures.bytes(outcome.inputBytes()),
        Figures.bytes(outcome.outputBytes()),
        ratio(outcome),
        Figures.duration(outcome.duration().toMillis()),
        outcome.choice().engine(),
        outcome.choice().reason());
  }

  private static String inputs(List<Path> inputs) {
    return inputs.size() == 1 ? inputs.get(0).toString() : inputs.size() + " files";
  }

  private static double ratio(Outcome outcome) {
    return (double) outcome.inputBytes() / Math.max(1, outcome.outputBytes());
  }

  /** The same as facts. */
  static Map<String, Object> facts(Outcome outcome) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", outcome.jobId());
    facts.put("status", outcome.status().label());
    facts.put("inputs", outcome.inputs().stream().map(Path::toString).toList());
    facts.put("output", outcome.output().toString());
    outcome.rejects().ifPresent(path -> facts.put("rejects", path.toString()));
    facts.put("rows_read", outcome.rowsRead());
    facts.put("rows_written", outcome.rowsWritten());
    facts.put("rows_rejected", outcome.rowsRejected());
    facts.put("rows_skipped", outcome.rowsSkipped());
    facts.put("columns", columns(outcome.schema().columns()));
    facts.put("input_bytes", outcome.inputBytes());
    facts.put("output_bytes", outcome.outputBytes());
    facts.put("duration_ms", outcome.duration().toMillis());
    facts.put("engine", outcome.choice().engine());
    facts.put("engine_reason", outcome.choice().reason());
    facts.put("warnings", outcome.warnings());
    return facts;
  }

  /** Columns as name and type, in order. */
  static List<Map<String, String>> columns(List<Column> columns) {
    return columns.stream().map(OutcomePrinter::column).toList();
  }

  private static Map<String, String> column(Column column) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("name", column.name());
    described.put("type", column.type().toString());
    return described;
  }
}
