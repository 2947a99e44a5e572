package io.logflow.flow;

import io.logflow.job.Job;
import io.logflow.publish.Publisher;
import io.logflow.publish.Staging;

/** After a failure: keeps the rejected rows where somebody can look at them, removes the rest. */
public final class CleanUp {
  private final Publisher publisher;
  private final Staging staging;

  CleanUp(Publisher publisher, Staging staging) {
    this.publisher = publisher;
    this.staging = staging;
  }

  /** The failed job as it was. */
  public Job run(Job job) {
    try {
      publisher.keepRejects(job);
    } finally {
      staging.discard(job);
    }
    return job;
  }
}
