package io.logflow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ErrorKind;
import io.logflow.job.JobStatus;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The history of jobs, to be read. */
public final class Jobs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Rows rows;

  public Jobs(StateStore store) {
    this.rows = new Rows(store);
  }

  /**
   * The latest jobs, newest first.
   *
   * @param statuses only those in one of these states; all where it is empty
   * @param limit so many at most
   */
  public List<StoredJob> latest(Collection<JobStatus> statuses, int limit) {
    String wanted = statuses.isEmpty() ? null : labels(statuses);
    return rows.query("jobs-list", wanted, limit).stream().map(StoredJob::new).toList();
  }

  /** Whether there is a job of this id. */
  public boolean exists(String id) {
    return get(id).isPresent();
  }

  /** The job of exactly this id. */
  public Optional<StoredJob> get(String id) {
    return rows.query("jobs-get", id).stream().map(StoredJob::new).findFirst();
  }

  /** The rows of the job that a row belongs to, one for each input, in their order. */
  public List<StoredJob> ofSameOutput(StoredJob job) {
    if (job.text("output_path").isEmpty()) {
      return List.of(job);
    }
    return rows
        .query(
            "jobs-same-output",
            job.number("created_at").orElse(0L),
            job.text("output_path").orElseThrow(),
            job.text("owner").orElse(""))
        .stream()
        .map(StoredJob::new)
        .toList();
  }

  /** Replays of the rows that a job rejected, oldest first, whatever became of them. */
  public List<StoredJob> replaysOf(String id) {
    return rows.query("jobs-replays", id).stream().map(StoredJob::new).toList();
  }

  /** The one job whose id is, begins with or ends with {@code part}. */
  public StoredJob find(String part) {
    String key = part.toLowerCase(Locale.ROOT);
    if (key.isEmpty()) {
      throw none(part);
    }
    List<StoredJob> found = rows.query("jobs-find", key).stream().map(StoredJob::new).toList();
    if (found.isEmpty()) {
      throw none(part);
    }
    if (found.size() > 1 && !found.get(0).id().equals(key)) {
      throw ErrorKind.USAGE.error(
          "Several jobs match '" + part + "', for example " + ids(found) + ".",
          "Give more characters of the id.");
    }
    return found.get(0);
  }

  private static String ids(List<StoredJob> found) {
    return found.stream().limit(5).map(StoredJob::id).collect(Collectors.joining(", "));
  }

  private static RuntimeException none(String part) {
    return ErrorKind.USAGE.error(
        "There is no job '" + part + "'.", "'logflow jobs list' shows the latest jobs.");
  }

  private static String labels(Collection<JobStatus> statuses) {
    try {
      return JSON.writeValueAsString(statuses.stream().map(JobStatus::label).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }
}
