package io.logflow.publish;

import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.Schema;
import io.logflow.job.SchemaVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The time in which a group of jobs adds its parts to datasets: it has the locks of all of them,
 * and each part has the columns of its dataset. Locks are taken in the order of folders, so that no
 * two groups wait for one another.
 */
final class DatasetTurn implements AutoCloseable {
  private final Optional<Datasets> datasets;
  private final SortedMap<Path, List<Job>> jobs = new TreeMap<>();
  private final Map<String, Path> names = new HashMap<>();
  private final List<DatasetLock> locks = new ArrayList<>();

  /** Does a step of a job; false where that failed, which is told elsewhere. */
  interface Attempts {
    boolean did(Job job, GroupPublisher.Step step);
  }

  DatasetTurn(Optional<Datasets> datasets) {
    this.datasets = datasets;
  }

  /**
   * @param name the path of the part to come
   */
  void add(Job job, Path name) {
    jobs.computeIfAbsent(name.getParent(), any -> new ArrayList<>()).add(job);
    names.put(job.id(), name);
  }

  /** Takes the locks. */
  void enter(Attempts attempts) {
    boolean done = false;
    try {
      jobs.forEach((folder, those) -> enter(folder, those, attempts));
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void enter(Path folder, List<Job> those, Attempts attempts) {
    List<Job> left = new ArrayList<>(those);
    boolean entered = false;
    while (!entered && !left.isEmpty()) {
      Job first = left.get(0);
      Job widest = widest(left);
      List<Schema> now = new ArrayList<>();
      if (!attempts.did(first, any -> now.add(locked(folder, widest)))) {
        left.remove(first); // The others fail in the same way, or not.
        continue;
      }
      List<Job> others =
          left.stream().filter(job -> !hasColumns(job, now.get(0), attempts)).toList();
      entered = others.isEmpty();
      if (!entered) {
        // Changes of columns take long and wait for compactions, which wait for the lock.
        release(locks.remove(locks.size() - 1));
        others.stream()
            .filter(job -> !attempts.did(job, any -> align(job, folder, widest)))
            .forEach(left::remove);
      }
    }
    left.stream()
        .filter(job -> job.options().onExisting() == OnExisting.FAIL)
        .forEach(job -> attempts.did(job, any -> Datasets.requireNew(job, folder)));
  }

  /** Takes the lock of a folder; the columns that its parts have, or are to have. */
  private Schema locked(Path folder, Job widest) throws IOException {
    DatasetFolder dataset = new DatasetFolder(folder);
    DatasetLock lock = dataset.lock();
    boolean done = false;
    try {
      dataset.begin();
      Schema now = dataset.schema().orElseGet(() -> Datasets.staged(widest));
      done = true;
      locks.add(lock);
      return now;
    } finally {
      if (!done) {
        lock.close();
      }
    }
  }

  /** The job that was planned with the newest columns: those of a dataset without any part. */
  private static Job widest(List<Job> jobs) {
    return Collections.max(jobs, Comparator.comparing(DatasetTurn::revision));
  }

  private static int revision(Job job) {
    return job.agreement().current().map(SchemaVersion::revision).orElse(0);
  }

  private void align(Job job, Path folder, Job widest) throws IOException {
    String name = names.get(job.id()).getFileName().toString();
    datasets.orElseThrow().align(job, folder, name, Datasets.staged(widest));
  }

  /** Where that cannot be told, the job fails when it is given other columns. */
  private static boolean hasColumns(Job job, Schema now, Attempts attempts) {
    boolean[] same = {false};
    attempts.did(job, any -> same[0] = Datasets.staged(job).equals(now));
    return same[0];
  }

  private static void release(DatasetLock lock) {
    try {
      lock.close();
    } catch (IOException e) { // The system takes it back with the process, and not before.
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    locks.forEach(DatasetTurn::release);
    locks.clear();
  }
}
