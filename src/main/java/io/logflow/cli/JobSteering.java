package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.settings.InboxSettings;
import io.logflow.store.Jobs;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;

/** Puts jobs of inboxes back into the queue, or takes them out of it. */
final class JobSteering {
  private final Jobs jobs;
  private final Queue queue;

  JobSteering(StateStore store) {
    this.jobs = new Jobs(store);
    this.queue = new Queue(store);
  }

  /** Tries a job again that failed; tells what will happen. */
  String retry(String part) {
    StoredJob job = ofInbox(part, "tried again");
    if (!queue.retry(job.id())) {
      throw ErrorKind.USAGE.error(
          "Job " + job.id() + " is " + status(job) + " and cannot be tried again.",
          "Only jobs that failed, were cancelled or quarantined can, while their input is there.");
    }
    return "Job " + job.id() + " waits; whoever watches " + door(job) + " converts it again.";
  }

  /** As above; of a job that is none of an inbox, tells who can try it again. */
  String retryOrTell(String part) {
    StoredJob job = jobs.find(part);
    return door(job).startsWith(InboxSettings.DOOR)
        ? retry(part)
        : "Job " + job.id() + " came from " + door(job) + ": convert its input again.";
  }

  /** Ends a job that waits or runs; tells what will happen. */
  String cancel(String part) {
    StoredJob job = ofInbox(part, "cancelled here");
    if (!queue.cancel(job.id(), System.currentTimeMillis())) {
      throw ErrorKind.USAGE.error(
          "Job " + job.id() + " is " + status(job) + " and cannot be cancelled any more.",
          "Only jobs that wait or run can.");
    }
    return status(job).equals("pending")
        ? "Job " + job.id() + " is cancelled."
        : "Job " + job.id() + " is asked to stop.";
  }

  private StoredJob ofInbox(String part, String what) {
    StoredJob job = jobs.find(part);
    if (!door(job).startsWith(InboxSettings.DOOR) && !door(job).equals(InboxSettings.HTTP)) {
      throw notOfInbox(job, what);
    }
    return job;
  }

  private static LogFlowException notOfInbox(StoredJob job, String what) {
    return ErrorKind.USAGE.error(
        "Job " + job.id() + " came from " + door(job) + " and cannot be " + what + ".",
        "Jobs of inboxes and of the HTTP server can; run another conversion again, or end it with Ctrl-C.");
  }

  private static String status(StoredJob job) {
    return job.text("status").orElse("unknown");
  }

  private static String door(StoredJob job) {
    return job.text("door").orElse("nowhere");
  }
}
