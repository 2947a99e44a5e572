package io.logflow.flow.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.flow.FinishedRow;
import io.logflow.flow.SchemaRow;
import io.logflow.job.EngineChoice;
import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.Product;
import io.logflow.job.Publication;
import io.logflow.store.OwnerLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.camel.Body;

/**
 * Turns groups of jobs into the parameters of the statements in {@code sql/}: {@code jobs}, a JSON
 * array with one object a job, so that a whole group is one transaction.
 */
public final class GroupRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Clock clock;

  GroupRows(Clock clock) {
    this.clock = clock;
  }

  /** Inputs that are about to be moved into the work folder. */
  public Map<String, Object> claimed(@Body Claims claims) {
    Inbox inbox = claims.inbox();
    return parameters(
        claims.all(),
        (claim, row) -> {
          row.put("id", claim.jobId());
          row.put("input_path", claim.source().toString());
          row.put("input_size", claim.stamp().size());
          row.put("config", inbox.publicConfig());
          row.put("created_at", claim.createdAt());
          row.put("door", inbox.door());
          row.put("original_name", claim.source().getFileName().toString());
          row.put("ledger_output", inbox.settings().output().toString());
          row.put("config_hash", inbox.configHash());
          row.put("profile", inbox.conversion().profile().orElse(null));
          row.put("version", Product.VERSION);
          row.put("lane", Lane.of(claim.stamp().size()).label());
          row.put("work_path", claims.workFile(claim).toString());
          row.put("run", inbox.run().orElse(null));
          inbox
              .left()
              .ifPresent(any -> row.put("input_stamp", KnownStamp.of(claim.stamp()).text()));
        });
  }

  /** Inputs that are in the work folder. */
  public Map<String, Object> moved(@Body Claims claims) {
    return parameters(claims.moved(), (claim, row) -> row.put("id", claim.jobId()));
  }

  /** Inputs that could not be moved. */
  public Map<String, Object> unclaimed(@Body Claims claims) {
    return parameters(claims.left(), (claim, row) -> row.put("id", claim.jobId()));
  }

  /** Inputs that were handed over, and are in the work folder. */
  public Map<String, Object> accepted(@Body List<Accepted> arrivals) {
    return parameters(arrivals, Accepted::fill);
  }

  /** What to take from the queue. */
  public Map<String, Object> take(@Body Take take) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("owner", OwnerLock.owner());
    values.put("now", clock.millis());
    values.put("lane", take.lane());
    values.put("again", take.again());
    values.put("limit", take.limit());
    values.put("bytes", take.bytes());
    values.put("doors", json(take.doors()));
    values.put("replacing", json(take.replacing()));
    values.put("flying", json(take.flying()));
    return values;
  }

  /** Columns found, for the schema cache; the inputs of a bundle have the same. */
  public Map<String, Object> schemas(@Body Batch batch) {
    return parameters(batch.jobs(), (job, row) -> SchemaRow.fill(job, job.inputs().get(0), row));
  }

  /** The exact paths that are about to be published. */
  public Map<String, Object> names(@Body Batch batch) {
    return parameters(
        Part.of(batch.jobs()),
        (part, row) -> {
          Job job = part.job();
          row.put("id", part.plan().input().jobId());
          row.put("output_path", job.publication().map(Publication::path).orElseThrow().toString());
          row.put("config_hash", job.settings().configHash());
        });
  }

  /** Everything that is known of jobs whose outputs are published. */
  public Map<String, Object> finishes(@Body Batch batch) {
    Map<String, FinishedRow> finished =
        batch.jobs().stream().collect(Collectors.toMap(Job::id, FinishedRow::new));
    return parameters(
        Part.of(batch.jobs()),
        (part, row) -> {
          row.put("id", part.plan().input().jobId());
          row.put("input_format", part.job().format());
          finished.get(part.job().id()).fill(part.plan(), row);
        });
  }

  /** One input of a job; each has its own row. */
  private record Part(Job job, InputPlan plan) {
    static List<Part> of(List<Job> jobs) {
      return jobs.stream()
          .flatMap(job -> job.requirePlan().inputs().stream().map(plan -> new Part(job, plan)))
          .toList();
    }
  }

  /** How jobs ended that have no output. */
  public Map<String, Object> ended(@Body Batch batch) {
    return parameters(batch.ended(), GroupRows::ended);
  }

  private static void ended(Ended end, Map<String, Object> row) {
    Job job = end.job();
    row.put("id", job.id());
    row.put("status", end.status().label());
    row.put("attempts_back", end.attemptsBack());
    row.put("not_before", end.comesAgain() ? end.notBefore() : null);
    row.put("duplicate_of", end.duplicateOf().orElse(null));
    row.put("input_format", job.format().isEmpty() ? null : job.format());
    row.put("input_size", sizeRead(job.inputs().get(0)));
    row.put("engine", job.choice().map(EngineChoice::engine).orElse(null));
    row.put("engine_reason", job.choice().map(EngineChoice::reason).orElse(null));
    end.failure()
        .ifPresent(
            failure -> {
              row.put("error", failure.message());
              row.put("error_kind", failure.label());
              row.put("error_remedy", failure.remedy());
            });
    Path rejects = job.target().keptRejects(job.id());
    if (Files.exists(rejects)) {
      row.put("rejects_path", rejects.toString());
    }
    job.plan().ifPresent(plan -> counts(plan, row));
  }

  /** It may have grown since it was claimed; null where it could not be opened. */
  private static Long sizeRead(Input input) {
    return input.stamp().equals(FileStamp.UNKNOWN) ? null : (Long) input.size();
  }

  private static void counts(Plan plan, Map<String, Object> row) {
    InputPlan input = plan.inputs().get(0);
    row.put("input_sha256", input.sha256().orElse(null));
    row.put("rejected_rows", input.rowsRejected());
    row.put("skipped_rows", input.rowsSkipped());
  }

  /** Inputs that have been put away. */
  public Map<String, Object> archived(@Body Archived archived) {
    return parameters(
        archived.places().entrySet(),
        (place, row) -> {
          row.put("id", place.getKey());
          row.put("archive_path", place.getValue().map(Path::toString).orElse(null));
        });
  }

  /** Outputs that a dead process published and did not record. */
  public Map<String, Object> found(@Body List<Map<String, Object>> rows) {
    return parameters(rows, (found, row) -> row.putAll(found));
  }

  /** Makes a lost update an error: a statement must change one row a job. */
  public void check(String event, int changed, Map<String, Object> parameters) {
    int wanted = (Integer) parameters.get("size");
    Faults.at("recorded-" + event);
    if (changed != wanted && !event.equals("unclaimed")) {
      throw ErrorKind.STATE.error(
          "The state database changed "
              + changed
              + " instead of "
              + wanted
              + " rows for the event "
              + event
              + ".",
          "Look at the latest jobs with 'logflow jobs list'.");
    }
  }

  private <T> Map<String, Object> parameters(
      Iterable<T> group, BiConsumer<T, Map<String, Object>> filler) {
    long now = clock.millis();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (T one : group) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("owner", OwnerLock.owner());
      row.put("now", now);
      filler.accept(one, row);
      rows.add(row);
    }
    return Map.of("jobs", json(rows), "size", rows.size());
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows are always writable as JSON", e);
    }
  }
}
