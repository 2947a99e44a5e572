package io.logflow.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.EngineChoice;
import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.job.Publication;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a job into the parameters of the statements in {@code sql/record-*.sql}: {@code jobs}, a
 * JSON array with one object an input, because every input has a row of its own.
 */
public final class JobRows {
  private static final Logger LOG = LoggerFactory.getLogger(JobRows.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;

  public JobRows(Clock clock) {
    this.clock = clock;
  }

  /** What is known when a job begins. */
  public Map<String, Object> started(@Body Job job) {
    LOG.info("{} begins: {}", job.id(), job.inputs().stream().map(Input::path).toList());
    return parameters(
        job,
        (input, row) -> {
          row.put("input_path", input.path().toString());
          row.put("input_size", input.size());
          row.put("config", publicConfig(job));
          row.put("created_at", job.createdAt());
          row.put("door", job.door());
          row.put("original_name", input.originalName());
          row.put("ledger_output", job.target().ledgerOutput());
          row.put("config_hash", job.settings().configHash());
          row.put("profile", job.settings().profile().orElse(null));
          row.put("version", job.settings().version());
          job.replay()
              .filter(replay -> replay.inputId().equals(input.jobId()))
              .ifPresent(replay -> row.put("replay_of", replay.of()));
        });
  }

  /** The exact path that is about to be published: recovery looks only there. */
  public Map<String, Object> named(@Body Job job) {
    Faults.at("record-named");
    String path = job.publication().map(Publication::path).orElse(job.target().path()).toString();
    return parameters(job, (input, row) -> row.put("output_path", path));
  }

  /** Everything that is known of a job whose output is published. */
  public Map<String, Object> finished(@Body Job job) {
    Faults.at("record-finished");
    FinishedRow finished = new FinishedRow(job);
    LOG.info("{} is done: {}", job.id(), job.publication().map(Publication::path).orElseThrow());
    return parameters(job, (input, row) -> finished.fill(planOf(job, input).orElseThrow(), row));
  }

  /**
   * Why a job ended without an output, and what was known of it by then.
   *
   * @param exception as it was thrown; what Camel calls the exception is the last of its causes
   */
  public Map<String, Object> failed(
      @Body Job job, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable exception) {
    Failure failure = Failure.of(exception);
    LOG.info("{} failed, {}: {}", job.id(), failure.label(), failure.message());
    JobStatus status = statusOf(job, failure.kind());
    return parameters(
        job,
        (input, row) -> {
          row.put("status", status.label());
          row.put("error", failure.message());
          row.put("error_kind", failure.label());
          row.put("error_remedy", failure.remedy());
          row.put("engine", job.choice().map(EngineChoice::engine).orElse(null));
          row.put("engine_reason", job.choice().map(EngineChoice::reason).orElse(null));
          RejectsFile.kept(job).ifPresent(file -> row.put("rejects_path", file.toString()));
          planOf(job, input).ifPresent(plan -> putCounts(plan, row));
        });
  }

  private static JobStatus statusOf(Job job, ErrorKind kind) {
    return switch (kind) {
      case CANCELLED -> JobStatus.CANCELLED;
      // Of several inputs only one may be empty, and none was converted.
      case EMPTY_INPUT -> job.inputs().size() == 1 ? JobStatus.EMPTY : JobStatus.FAILED;
      default -> JobStatus.FAILED;
    };
  }

  /** The columns of the output by the hash of the input's beginning, for the schema cache. */
  public Map<String, Object> schema(@Body Job job) {
    return parameters(job, (input, row) -> SchemaRow.fill(job, input, row));
  }

  /**
   * Makes a lost update an error: a statement must change one row an input. Where the job has
   * failed already, that failure stays the one that is reported and this one is added to it.
   */
  public void check(
      @Body Job job,
      int changed,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable exception) {
    if (changed == job.inputs().size()) {
      return;
    }
    RuntimeException lost =
        ErrorKind.STATE.error(
            "The state database changed "
                + changed
                + " instead of "
                + job.inputs().size()
                + " rows of job "
                + job.id()
                + ": its rows were removed, or another process took it over.",
            "Look at it with 'logflow jobs show " + job.id() + "' and run the conversion again.");
    if (exception == null) {
      throw lost;
    }
    exception.addSuppressed(lost);
  }

  static void putCounts(InputPlan plan, Map<String, Object> row) {
    row.put("input_sha256", plan.sha256().orElse(null));
    row.put("rejected_rows", plan.rowsRejected());
    row.put("skipped_rows", plan.rowsSkipped());
  }

  private interface Filler {
    void fill(Input input, Map<String, Object> row);
  }

  private Map<String, Object> parameters(Job job, Filler filler) {
    long now = clock.millis();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Input input : job.inputs()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", input.jobId());
      row.put("owner", job.owner());
      row.put("now", now);
      row.put("input_format", input.inspection().map(found -> found.format().label()).orElse(null));
      filler.fill(input, row);
      rows.add(row);
    }
    try {
      return Map.of("jobs", JSON.writeValueAsString(rows));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("job " + job.id() + " cannot be written as JSON", e);
    }
  }

  private static Optional<InputPlan> planOf(Job job, Input input) {
    return job.plan().stream()
        .flatMap(plan -> plan.inputs().stream())
        .filter(plan -> plan.input().jobId().equals(input.jobId()))
        .findFirst();
  }

  /** The settings that stay on record with a job, as JSON takes them. */
  public static Map<String, Object> publicConfig(Map<String, Object> settings) {
    Map<String, Object> plain = new TreeMap<>();
    settings.forEach((key, value) -> plain.put(key, plain(value)));
    return plain;
  }

  private static Map<String, Object> publicConfig(Job job) {
    return publicConfig(job.settings().publicConfig());
  }

  private static Object plain(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JobRows::plain).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new TreeMap<>();
      map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
      return plain;
    }
    return String.valueOf(value);
  }
}
