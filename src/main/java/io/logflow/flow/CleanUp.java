package io.logflow.flow;

import io.logflow.job.Job;
import io.logflow.job.Publication;
import io.logflow.publish.Publisher;
import io.logflow.publish.Staging;
import java.util.Optional;

/** After a failure: keeps the rejected rows where somebody can look at them, removes the rest. */
public final class CleanUp {
  private final Publisher publisher;
  private final Staging staging;

  CleanUp(Publisher publisher, Staging staging) {
    this.publisher = publisher;
    this.staging = staging;
  }

  /** The failed job, with the rejects file where there is one. */
  public Job run(Job job) {
    try {
      Optional<Publication> kept =
          publisher
              .keepRejects(job)
              .map(file -> new Publication(job.target().path(), 0, Optional.of(file), false));
      return kept.map(job::withPublication).orElse(job);
    } finally {
      staging.discard(job);
    }
  }
}
