package io.logflow.flow;

import io.logflow.job.Conversion;
import io.logflow.job.EngineChoice;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.job.Plan;
import io.logflow.job.Publication;
import io.logflow.job.Rescue;
import io.logflow.job.Sha256;
import io.logflow.parquet.ColumnProof;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The row of a published job's input. Counts are the input's own; sizes of the output, ratio and
 * times are the whole job's, because several inputs share one output.
 */
public final class FinishedRow {
  private final Job job;
  private final Conversion conversion;
  private final Plan plan;
  private final Publication published;
  private final long bytes;
  private final long rows;
  private final JobStatus status;

  public FinishedRow(Job job) {
    this.job = job;
    this.conversion = job.requireConversion();
    this.plan = conversion.plan();
    this.published =
        job.publication()
            .orElseThrow(() -> new IllegalStateException("job " + job.id() + " has no output"));
    // Sums over all inputs: once for all of their rows.
    this.bytes = job.size();
    this.rows = plan.rowsTaken();
    this.status = plan.rowsRejected() > 0 ? JobStatus.COMPLETED_WITH_REJECTS : JobStatus.COMPLETED;
  }

  /** Puts everything that is known of one input into a row. */
  public void fill(InputPlan input, Map<String, Object> row) {
    if (input.sha256().isEmpty()) {
      throw new IllegalStateException("job " + job.id() + " is done without its input's hash");
    }
    row.put("status", status.label());
    row.put("input_size", input.input().size());
    row.put("output_path", published.path().toString());
    row.put("output_size", published.bytes());
    row.put("row_count", input.rowsTaken());
    row.put("column_count", plan.columns().size());
    row.put("compression_ratio", ratio());
    row.put("job_rows", rows);
    row.put("job_bytes", bytes);
    row.put("engine", conversion.engine());
    row.put("engine_reason", reason());
    row.put("rejects_path", published.rejects().map(Path::toString).orElse(null));
    row.put("metrics", metrics(input));
    List<String> warnings = plan.warningsOf(input.input());
    if (!warnings.isEmpty()) { // A null would be JSON's, which is a text.
      row.put("warnings", warnings);
    }
    JobRows.putCounts(input, row);
  }

  private double ratio() {
    return (double) bytes / Math.max(1, published.bytes());
  }

  private String reason() {
    String chosen = job.choice().map(EngineChoice::reason).orElse("");
    return conversion.note().map(note -> chosen + "; " + note).orElse(chosen);
  }

  // The rates and the total are added by the statement, which knows when the job was started.
  private Map<String, Object> metrics(InputPlan input) {
    Map<String, Object> metrics = new TreeMap<>();
    job.nanos().forEach((stage, nanos) -> metrics.put(stageMetric(stage), millis(nanos)));
    conversion
        .nanos()
        .forEach((step, nanos) -> metrics.put("engine_" + step + "_duration", millis(nanos)));
    metrics.put("bytes_read", input.input().size());
    input
        .input()
        .unpacked()
        .ifPresent(
            unpacked -> {
              metrics.put("bytes_unpacked", unpacked.size());
              metrics.put("input_compression", unpacked.compression().label());
            });
    input
        .input()
        .inspection()
        .ifPresent(found -> metrics.put("dialect", found.dialect().evidence()));
    plan.rescue()
        .filter(Rescue::any)
        .ifPresent(
            rescue -> {
              Map<String, Long> byColumn = new LinkedHashMap<>();
              rescue.misfits().forEach(one -> byColumn.merge(one.name(), one.values(), Long::sum));
              metrics.put("rescued", byColumn);
              metrics.put("rescued_values", rescue.values());
            });
    metrics.put("bytes_written", published.bytes());
    metrics.put("column_hashes_sha256", Sha256.of(ColumnProof.text(ColumnProof.of(plan))));
    metrics.put("parse_errors", input.rowsRejected());
    metrics.put("rows_skipped", input.rowsSkipped());
    metrics.put("peak_memory", ProcessFigures.peakMemory());
    return metrics;
  }

  private static String stageMetric(String stage) {
    return switch (stage) {
      case "scan" -> "parse_duration";
      case "convert" -> "write_duration";
      case Stage.COLLECTION -> "gc_pause_total";
      default -> stage.replace('-', '_') + "_duration";
    };
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
