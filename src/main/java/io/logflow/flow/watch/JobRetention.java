package io.logflow.flow.watch;

import io.logflow.settings.InboxSettings;
import io.logflow.settings.StorageSettings;
import io.logflow.store.OldJobs;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets jobs after {@code storage.jobs_retention}. A job stays on record as long as something
 * waits that only its row leads to: an input that failed, one that is removed after a time, a
 * result of the HTTP server.
 */
public final class JobRetention {
  private static final Logger LOG = LoggerFactory.getLogger(JobRetention.class);
  private static final Set<String> WELL =
      Set.of("completed", "completed_with_rejects", "empty", "duplicate");

  private final StorageSettings settings;
  private final OldJobs jobs;
  private final Set<String> removing;
  private final ClockJumps clock = new ClockJumps(System::currentTimeMillis, System::nanoTime);

  JobRetention(StorageSettings settings, StateStore store, Collection<InboxSettings> inboxes) {
    this.settings = settings;
    this.jobs = new OldJobs(store);
    this.removing =
        inboxes.stream()
            .filter(inbox -> inbox.after().forTime().isPresent())
            .map(InboxSettings::door)
            .collect(Collectors.toSet());
  }

  /** Forgets the jobs that are old enough. */
  public void forget() {
    if (clock.hasJumped()) {
      return;
    }
    long before = System.currentTimeMillis() - settings.jobsRetention().toMillis();
    jobs.endedBefore(
        before,
        page -> {
          List<String> ids =
              page.stream().filter(job -> !isNeeded(job)).map(StoredJob::id).toList();
          if (!ids.isEmpty()) {
            int removed = jobs.remove(ids);
            LOG.info("{} jobs are not in the history any more.", removed);
          }
        });
  }

  private boolean isNeeded(StoredJob job) {
    String door = job.text("door").orElse("");
    boolean well = WELL.contains(job.text("status").orElse(""));
    boolean input = (!well || removing.contains(door)) && isThere(job, "archive_path");
    return input || (door.equals(InboxSettings.HTTP) && isThere(job, "output_path"));
  }

  private static boolean isThere(StoredJob job, String column) {
    return job.text(column)
        .filter(path -> Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }
}
