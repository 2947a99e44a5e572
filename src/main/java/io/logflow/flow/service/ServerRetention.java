package io.logflow.flow.service;

import io.logflow.http.UploadHandler;
import io.logflow.job.LogFlowException;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.Settings;
import io.logflow.store.OldJobs;
import io.logflow.store.StoredJob;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what the server has kept for its clients long enough. */
public final class ServerRetention {
  private static final Logger LOG = LoggerFactory.getLogger(ServerRetention.class);

  private final Settings settings;
  private final UploadHandler uploads;
  private final ServerFiles files;
  private final OldJobs jobs;

  ServerRetention(Settings settings, UploadHandler uploads, ServerFiles files, OldJobs jobs) {
    this.settings = settings;
    this.uploads = uploads;
    this.files = files;
    this.jobs = jobs;
  }

  /** Removes uploads to which nothing was added for {@code server.uploads_retention}. */
  public void uploads() {
    int removed = uploads.expire(before(settings.server().uploadsRetention()));
    LOG.info("{} uploads have expired.", removed);
  }

  /** Removes outputs that are older than {@code server.results_retention}. */
  public void results() {
    long before = before(settings.server().resultsRetention());
    jobs.resultsBefore(before, job -> tried(job, () -> files.removeResult(job)));
  }

  /** Removes inputs that failed longer ago than {@code storage.jobs_retention}. */
  public void failedInputs() {
    jobs.endedBefore(
        before(settings.storage().jobsRetention()),
        page ->
            page.stream()
                .filter(job -> job.text("door").orElse("").equals(InboxSettings.HTTP))
                .forEach(job -> tried(job, () -> files.removeInput(job))));
  }

  private static long before(Duration age) {
    return System.currentTimeMillis() - age.toMillis();
  }

  /** One file that cannot be removed keeps no other one. */
  private static void tried(StoredJob job, Runnable removal) {
    try {
      removal.run();
    } catch (LogFlowException e) {
      LOG.warn("What is kept of job {} cannot be removed and stays.", job.id(), e);
    }
  }
}
