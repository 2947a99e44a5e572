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
 * them left is what is still to be taken in. A job of several inputs has a row in the history for
 * each of them, and one file of rejected rows; the first stands for all.
 */
public final class Chain {
  private final List<StoredJob> members;
  private final StoredJob job;
  private final List<StoredJob> replays;

  private Chain(List<StoredJob> members, List<StoredJob> replays) {
    this.members = members;
    this.job = members.get(0);
    this.replays = replays;
  }

  /**
   * The chain that a job begins or, as a replay, belongs to.
   *
   * @param part the job's id, its beginning or its end
   * @throws io.logflow.job.ConfigurationException USAGE where there is no such job
   */
  public static Chain of(Jobs jobs, String part) {
    StoredJob named = jobs.find(part);
    StoredJob one = named.text("replay_of").map(jobs::find).orElse(named);
    List<StoredJob> members = jobs.ofSameOutput(one);
    String first = members.get(0).id();
    return new Chain(members, jobs.replaysOf(first).stream().flatMap(Chain::ifPublished).toList());
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
  public StoredJob job() {
    return job;
  }

  /** Rows that the inputs of the job rejected. */
  long rejected() {
    return members.stream().mapToLong(Chain::rejected).sum();
  }

  private static long rejected(StoredJob member) {
    return member.number("rejected_rows").orElse(0L);
  }

  /** The newest replay that made the output again, else the job: the one whose output is there. */
  StoredJob rewritten() {
    return replays.stream()
        .filter(replay -> replay.text("output_path").equals(job.text("output_path")))
        .reduce((one, next) -> next)
        .orElse(job);
  }

  /** What holds the rows of the job and of all replays until now. */
  public StoredJob latest() {
    return replays.isEmpty() ? job : replays.get(replays.size() - 1);
  }

  /** Ids of what {@link #latest} stands for. */
  List<String> latestIds() {
    return replays.isEmpty()
        ? members.stream().map(StoredJob::id).toList()
        : List.of(latest().id());
  }

  /** Rejected rows that are not taken in yet. */
  public long left() {
    return replays.isEmpty() ? rejected() : rejected(latest());
  }

  /**
   * The file of the rows that are left.
   *
   * @throws io.logflow.job.LogFlowException INPUT_NOT_FOUND where it is gone
   */
  public Path rejects() {
    return Stream.concat(Stream.of(latest()), replays.isEmpty() ? members.stream() : Stream.empty())
        .flatMap(member -> member.text("rejects_path").stream())
        .findFirst()
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
