package io.logflow.store;

import io.logflow.job.JobStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Enters jobs that are known from what they have left, and not from a record. */
public final class RecoveredJobs {
  private static final Set<String> PUBLISHED =
      Set.of(JobStatus.COMPLETED.label(), JobStatus.COMPLETED_WITH_REJECTS.label());
  private static final Set<String> OPEN =
      Set.of(JobStatus.CLAIMING.label(), JobStatus.PENDING.label(), JobStatus.RUNNING.label());

  private final StateStore store;
  private final Rows rows;

  public RecoveredJobs(StateStore store) {
    this.store = store;
    this.rows = new Rows(store.writer(), store.database());
  }

  /**
   * Those that are not on record, or only as they were before they ended so: an older copy of the
   * database has them as open, and has one as failed that was converted since.
   */
  public List<Map<String, Object>> unknown(List<Map<String, Object>> jobs) {
    return unknown(jobs, known(jobs));
  }

  private List<Map<String, Object>> unknown(
      List<Map<String, Object>> jobs, Map<Object, Map<String, Object>> known) {
    return jobs.stream()
        .filter(
            job -> !known.containsKey(job.get("id")) || isOutdated(known.get(job.get("id")), job))
        .toList();
  }

  private Map<Object, Map<String, Object>> known(List<Map<String, Object>> jobs) {
    Map<Object, Map<String, Object>> known = new HashMap<>();
    rows.query("recover-known", Queue.json(jobs.stream().map(job -> job.get("id")).toList()))
        .forEach(row -> known.put(row.get("id"), row));
    return known;
  }

  private boolean isOutdated(Map<String, Object> known, Map<String, Object> job) {
    String status = (String) known.get("status");
    boolean since =
        OPEN.contains(status) || (job.get("output_path") != null && !PUBLISHED.contains(status));
    String owner = (String) known.get("owner");
    return since && !isAskedFor(known, job) && (owner == null || !OwnerLock.isAlive(store, owner));
  }

  /** Somebody wants it tried again: it waits where it was put when it failed. */
  private static boolean isAskedFor(Map<String, Object> known, Map<String, Object> job) {
    return job.get("output_path") == null && job.get("archive_path").equals(known.get("work_path"));
  }

  /** Enters of all those, also the known ones, whose outputs became parts of other files. */
  public void compacted(List<Map<String, Object>> jobs) {
    rows.update("recover-compacted", Queue.json(jobs));
  }

  /**
   * Enters those that are not on record as they ended, and what they have published. The ledger
   * comes first: a job on record is not looked at again.
   *
   * @param jobs column to value, with {@code at}, when the job ended
   * @return how many were entered
   */
  public int add(List<Map<String, Object>> jobs) {
    Map<Object, Map<String, Object>> known = known(jobs);
    List<Map<String, Object>> unknown = unknown(jobs, known);
    // A job that somebody takes meanwhile is no longer as it is known here, and stays.
    List<Map<String, Object>> outdated =
        unknown.stream().map(job -> known.get(job.get("id"))).filter(Objects::nonNull).toList();
    rows.update("recover-forget", Queue.json(outdated));
    String all = Queue.json(unknown);
    rows.update("recover-ledger", all);
    return rows.update("recover-jobs", all);
  }
}
