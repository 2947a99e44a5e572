package io.logflow.publish;

import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Publishes one output with rejects, in a process of its own. */
final class PublishOnce {
  private PublishOnce() {}

  public static void main(String[] arguments) throws IOException {
    Staging staging = new Staging();
    Publisher publisher = new Publisher();
    OnExisting onExisting = OnExisting.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    Job job =
        staging.prepare(TestJobs.job(TestJobs.ID, Path.of(arguments[0]), "a.parquet", onExisting));
    TestJobs.staged(job, "data");
    publisher.publish(publisher.name(TestJobs.rejecting(job, "rejects")));
    staging.discard(job);
  }
}
