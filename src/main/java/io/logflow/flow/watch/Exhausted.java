package io.logflow.flow.watch;

import io.logflow.flow.Failure;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.store.StoredJob;
import java.util.Optional;

/**
 * A job for which there was not enough memory in a process that goes on. Others may have had it, so
 * that the job comes again, by itself from the third time on; but it may also be the one that takes
 * too much, hence each attempt counts.
 */
final class Exhausted {
  private static final long PAUSE_MILLIS = 1000;

  private Exhausted() {}

  static Ended ended(Job job, StoredJob row, Failure failure) {
    if (row.number("attempt").orElse(0L) >= Recovery.MOST_ATTEMPTS) {
      return Ended.failed(job, JobStatus.QUARANTINED, failure);
    }
    long later = System.currentTimeMillis() + PAUSE_MILLIS;
    return new Ended(job, JobStatus.PENDING, Optional.of(failure), Optional.empty(), 0, later);
  }
}
