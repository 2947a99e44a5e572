package io.logflow.publish;

import io.logflow.job.Job;
import io.logflow.job.OnExisting;
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
    left.removeIf(job -> !attempts.did(job, any -> begin(folder)));
    boolean entered = false;
    while (!entered && !left.isEmpty()) {
      // Changes of columns take long and wait for compactions, which wait for the lock.
      Job widest = widest(left);
      left.removeIf(job -> !attempts.did(job, any -> align(job, folder, widest)));
      // Where the lock cannot be had, none of them can go on.
      Job first = left.isEmpty() ? widest : left.get(0);
      if (!attempts.did(first, any -> locks.add(new DatasetFolder(folder).lock()))) {
        left.remove(first);
        continue;
      }
      entered = left.stream().allMatch(job -> isAligned(job, folder, widest, attempts));
      if (!entered) {
        release(locks.remove(locks.size() - 1));
      }
    }
    left.stream()
        .filter(job -> job.options().onExisting() == OnExisting.FAIL)
        .forEach(job -> attempts.did(job, any -> Datasets.requireNew(job, folder)));
  }

  @SuppressWarnings("try") // The lock works by being there.
  private static void begin(Path folder) throws IOException {
    DatasetFolder dataset = new DatasetFolder(folder);
    try (DatasetLock lock = dataset.lock()) {
      dataset.begin();
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
    while (!datasets.orElseThrow().align(job, folder, name, Datasets.staged(widest))) {
      job.control().check();
    }
  }

  /**
   * Whether nobody has changed the columns since; a job that fails now is found to have done so.
   */
  private static boolean isAligned(Job job, Path folder, Job widest, Attempts attempts) {
    boolean[] aligned = {true};
    attempts.did(
        job,
        any ->
            aligned[0] =
                new DatasetFolder(folder)
                    .schema()
                    .orElseGet(() -> Datasets.staged(widest))
                    .equals(Datasets.staged(job)));
    return aligned[0];
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
