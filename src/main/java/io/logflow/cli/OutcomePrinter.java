package io.logflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Column;
import io.logflow.job.Outcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts outcomes into words, and into JSON. */
final class OutcomePrinter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OutcomePrinter() {}

  /** One line: what became of what, figures, time, engine and why. */
  static String line(Outcome outcome) {
    String rejected =
        outcome.rowsRejected() == 0
            ? ""
            : ", " + Human.counted(outcome.rowsRejected(), "row") + " rejected";
    return String.format(
        Locale.ROOT,
        "%s -> %s: %s, %s%s, %s -> %s (ratio %.1f), %s, %s: %s",
        Printable.text(inputs(outcome.inputs())),
        Printable.text(outcome.output().toString()),
        Human.counted(outcome.rowsWritten(), "row"),
        Human.counted(outcome.schema().size(), "column"),
        rejected,
        Human.bytes(outcome.inputBytes()),
        Human.bytes(outcome.outputBytes()),
        ratio(outcome),
        Human.duration(outcome.duration()),
        outcome.choice().engine(),
        outcome.choice().reason());
  }

  private static String inputs(List<Path> inputs) {
    return inputs.size() == 1 ? inputs.get(0).toString() : inputs.size() + " files";
  }

  private static double ratio(Outcome outcome) {
    return (double) outcome.inputBytes() / Math.max(1, outcome.outputBytes());
  }

  /** One JSON object on one line. */
  static String json(Outcome outcome) {
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
    return write(facts);
  }

  /** Columns as name and type, in order. */
  static List<Map<String, String>> columns(List<Column> columns) {
    return columns.stream()
        .map(column -> Map.of("name", column.name(), "type", column.type().toString()))
        .collect(Collectors.toList());
  }

  /** Any facts as one line of JSON. */
  static String write(Object facts) {
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("facts are always writable as JSON", e);
    }
  }
}
