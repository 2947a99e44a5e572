package io.logflow.store;

import io.logflow.job.JobStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The history page by page, newest first. Each page costs what it holds, however long the history
 * is: every way to filter goes along an index.
 */
public final class JobPages {
  private final Rows rows;

  public JobPages(StateStore store) {
    this.rows = new Rows(store);
  }

  /**
   * One page.
   *
   * @param statuses only jobs in these states; all where it is empty
   * @param door only jobs of this door
   * @param before only jobs that came before this one; see {@link #arrival}
   * @param limit so many at most
   */
  public List<StoredJob> page(
      List<JobStatus> statuses, Optional<String> door, long before, int limit) {
    if (statuses.isEmpty() && door.isEmpty()) {
      return stored(rows.query("jobs-page", before, limit));
    }
    List<JobStatus> each = statuses.isEmpty() ? List.of(JobStatus.values()) : statuses;
    return each.stream()
        .distinct()
        .flatMap(status -> one(status, door, before, limit))
        .sorted(Comparator.comparingLong(JobPages::arrival).reversed())
        .limit(limit)
        .toList();
  }

  private Stream<StoredJob> one(JobStatus status, Optional<String> door, long before, int limit) {
    return door
        .map(name -> rows.query("jobs-page-door", name, status.label(), before, limit))
        .orElseGet(() -> rows.query("jobs-page-status", status.label(), before, limit))
        .stream()
        .map(StoredJob::new);
  }

  /** The place of a job in the order in which jobs came, by which the next page is asked for. */
  public static long arrival(StoredJob job) {
    return job.number("arrival").orElseThrow();
  }

  /** The job that a client asked for with this key. */
  public Optional<StoredJob> ofKey(String door, String key) {
    return stored(rows.query("jobs-of-key", door, key)).stream().findFirst();
  }

  /** How many jobs are in each state. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    rows.query("jobs-counts")
        .forEach(
            row ->
                counts.put(
                    String.valueOf(row.get("status")), ((Number) row.get("jobs")).longValue()));
    return counts;
  }

  private static List<StoredJob> stored(List<Map<String, Object>> found) {
    List<StoredJob> all = new ArrayList<>();
    found.forEach(row -> all.add(new StoredJob(row)));
    return all;
  }
}
