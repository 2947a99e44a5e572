package io.logflow.store;

import io.logflow.job.JobStatus;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Jobs that are old enough to be forgotten. The ledger of what was published stays. */
public final class OldJobs {
  private static final int PAGE = 500;

  private final Rows rows;
  private final Rows writer;

  public OldJobs(StateStore store) {
    this.rows = new Rows(store);
    this.writer = new Rows(store.writer(), store.database());
  }

  /**
   * Goes through the jobs that ended before a time, whose inputs are put away and whose hooks are
   * called, in the order in which they began.
   *
   * @param page takes some of them at a time
   */
  public void endedBefore(long epochMillis, Consumer<List<StoredJob>> page) {
    long created = Long.MIN_VALUE;
    long arrival = 0;
    List<StoredJob> found;
    do {
      found = stored("old-jobs", epochMillis, created, arrival, PAGE);
      if (!found.isEmpty()) {
        StoredJob last = found.get(found.size() - 1);
        created = last.number("created_at").orElseThrow();
        arrival = JobPages.arrival(last);
        page.accept(found);
      }
    } while (found.size() == PAGE);
  }

  /** Goes through the jobs of the HTTP door that published something before a time. */
  public void resultsBefore(long epochMillis, Consumer<StoredJob> each) {
    for (JobStatus status : List.of(JobStatus.COMPLETED, JobStatus.COMPLETED_WITH_REJECTS)) {
      long arrival = 0;
      List<StoredJob> found;
      do {
        found = stored("old-results", status.label(), epochMillis, arrival, PAGE);
        for (StoredJob job : found) {
          arrival = JobPages.arrival(job);
          each.accept(job);
        }
      } while (found.size() == PAGE);
    }
  }

  private List<StoredJob> stored(String name, Object... parameters) {
    return rows.query(name, parameters).stream().map(StoredJob::new).toList();
  }

  /**
   * Forgets jobs, unless they are in the queue again.
   *
   * @return how many
   */
  public int remove(Collection<String> ids) {
    return writer.update("old-jobs-remove", Queue.json(ids));
  }
}
