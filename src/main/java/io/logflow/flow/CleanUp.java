package io.logflow.flow;

import io.logflow.job.Draft;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Publisher;
import io.logflow.publish.Staging;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/**
 * After a failure: keeps the rejected rows where somebody can look at them, removes the rest. What
 * cannot be kept or removed is added to the failure, which stays the one that is told.
 */
public final class CleanUp {
  private final Publisher publisher;
  private final Staging staging;

  public CleanUp(Publisher publisher, Staging staging) {
    this.publisher = publisher;
    this.staging = staging;
  }

  /** The failed job as it was. */
  public Job run(@Body Job job, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
    job.draft().ifPresent(Draft::close);
    attempt(() -> publisher.keepRejects(job), failure);
    attempt(() -> staging.discard(job), failure);
    return job;
  }

  private static void attempt(Runnable step, Throwable failure) {
    try {
      step.run();
    } catch (LogFlowException e) {
      failure.addSuppressed(e);
    }
  }
}
