package io.logflow.flow.replay;

import io.logflow.flow.watch.FoundOutput;
import io.logflow.job.ErrorKind;
import io.logflow.job.JobStatus;
import io.logflow.store.Jobs;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A job and the replays of its rejected rows that were published, oldest first. What the newest of
 * them left is what is still to be taken in.
 */
public final class Chain {
  private final StoredJob job;
  private final List<StoredJob> replays;

  private Chain(StoredJob job, List<StoredJob> replays) {
    this.job = job;
    this.replays = replays;
  }

  /**
   * The chain that a job begins or, as a replay, belongs to.
   *
   * @param part the job's id, its beginning or its end
   * @throws io.logflow.job.ConfigurationException USAGE where there is no such job
   */
  static Chain of(Jobs jobs, String part) {
    StoredJob named = jobs.find(part);
    StoredJob first = named.text("replay_of").map(jobs::find).orElse(named);
    return new Chain(
        first, jobs.replaysOf(first.id()).stream().flatMap(Chain::ifPublished).toList());
  }

  /** The replay that tells of a job's rejected rows by now, or the job where there is none. */
  public static StoredJob latest(Jobs jobs, StoredJob job) {
    return jobs.replaysOf(job.id()).isEmpty() ? job : of(jobs, job.id()).latest();
  }

  /** Whether the output of a job is there, or was. */
  static boolean isPublished(StoredJob job) {
    return ifPublished(job).findAny().isPresent();
  }

  /** A replay as it is on record or, where that was missed, as its output says. */
  private static Stream<StoredJob> ifPublished(StoredJob replay) {
    if (isCompleted(replay)) {
      return Stream.of(replay);
    }
    return FoundOutput.of(replay).map(found -> completed(replay, found)).stream();
  }

  private static StoredJob completed(StoredJob replay, Map<String, Object> found) {
    Map<String, Object> columns = new LinkedHashMap<>(replay.columns());
    found.forEach((column, value) -> columns.computeIfPresent(column, (any, old) -> value));
    columns.put("rejected_rows", found.get("rejected_rows"));
    columns.put("rejects_path", found.get("rejects_path"));
    return new StoredJob(columns);
  }

  private static boolean isCompleted(StoredJob job) {
    String status = job.text("status").orElse("");
    return status.equals(JobStatus.COMPLETED.label())
        || status.equals(JobStatus.COMPLETED_WITH_REJECTS.label());
  }

  /** The job that rejected the rows first. */
  StoredJob job() {
    return job;
  }

  /** What holds the rows of the job and of all replays until now. */
  StoredJob latest() {
    return replays.isEmpty() ? job : replays.get(replays.size() - 1);
  }

  /** Rejected rows that are not taken in yet. */
  long left() {
    return latest().number("rejected_rows").orElse(0L);
  }

  /**
   * The file of the rows that are left.
   *
   * @throws io.logflow.job.LogFlowException INPUT_NOT_FOUND where it is gone
   */
  Path rejects() {
    return latest()
        .text("rejects_path")
        .map(Path::of)
        .filter(Files::exists)
        .orElseThrow(
            () ->
                ErrorKind.INPUT_NOT_FOUND.error(
                    "The rejected rows of job %s were kept in %s, which is gone."
                        .formatted(latest().id(), latest().text("rejects_path").orElse("no file")),
                    "Convert the input again to get them once more."));
  }

  /**
   * Fails where the job has no output that rows could be missing from.
   *
   * @throws io.logflow.job.ConfigurationException USAGE
   */
  void requireOutput() {
    if (isCompleted(job)) {
      return;
    }
    String status = job.text("status").orElse("unknown");
    throw ErrorKind.USAGE.error(
        "Job " + job.id() + " is " + status + " and published nothing that rows are missing from.",
        status.equals(JobStatus.FAILED.label())
            ? "Convert its input again with the options that help, or accept rejected rows with"
                + " --max-rejects; a job of an inbox runs again with 'logflow jobs retry'."
            : "Name a job that is completed with rejects; 'logflow jobs list --status"
                + " completed_with_rejects' shows them.");
  }
}
