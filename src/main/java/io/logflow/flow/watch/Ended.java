package io.logflow.flow.watch;

import io.logflow.flow.Failure;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import java.util.Optional;

/**
 * How a job left the pipeline without an output.
 *
 * @param job the job as far as it came
 * @param status its state; PENDING where it comes again
 * @param failure why
 * @param duplicateOf the job that had the same content
 * @param attemptsBack 1 where this attempt does not count
 * @param notBefore when it may be taken again, epoch milliseconds
 */
public record Ended(
    Job job,
    JobStatus status,
    Optional<Failure> failure,
    Optional<String> duplicateOf,
    int attemptsBack,
    long notBefore) {

  static Ended failed(Job job, JobStatus status, Failure failure) {
    return new Ended(job, status, Optional.of(failure), Optional.empty(), 0, 0);
  }

  static Ended again(Job job, Optional<Failure> failure, long notBefore) {
    return new Ended(job, JobStatus.PENDING, failure, Optional.empty(), 1, notBefore);
  }

  static Ended duplicate(Job job, String earlier) {
    return new Ended(job, JobStatus.DUPLICATE, Optional.empty(), Optional.of(earlier), 0, 0);
  }

  boolean comesAgain() {
    return status == JobStatus.PENDING;
  }
}
