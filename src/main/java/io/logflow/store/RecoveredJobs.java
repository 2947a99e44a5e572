package io.logflow.store;

import io.logflow.job.JobStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<Object, Map<String, Object>> known = known(jobs);
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
    return since && (owner == null || !OwnerLock.isAlive(store, owner));
  }

  /**
   * Enters those that are not on record as they ended, and what they have published. The ledger
   * comes first: a job on record is not looked at again.
   *
   * @param jobs column to value, with {@code at}, when the job ended
   * @return how many were entered
   */
  public int add(List<Map<String, Object>> jobs) {
    List<Map<String, Object>> unknown = unknown(jobs);
    String all = Queue.json(unknown);
    rows.update("recover-forget", Queue.json(unknown.stream().map(job -> job.get("id")).toList()));
    rows.update("recover-ledger", all);
    return rows.update("recover-jobs", all);
  }
}
