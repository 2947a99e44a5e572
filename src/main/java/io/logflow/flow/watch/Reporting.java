package io.logflow.flow.watch;

import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Publication;
import io.logflow.store.StoredJob;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of each job that has ended, in one line. */
public final class Reporting {
  private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);
  private final Flights flights;
  private final Consumer<JobLine> listener;

  Reporting(Flights flights, Consumer<JobLine> listener) {
    this.flights = flights;
    this.listener = listener;
  }

  /** Tells of the jobs of a batch. */
  public Batch tell(Batch batch) {
    batch.jobs().forEach(this::published);
    batch.ended().stream().filter(end -> !end.comesAgain()).forEach(this::ended);
    return batch;
  }

  private void published(Job job) {
    flights.inbox(job).trouble().clear(Part.JOBS);
    Publication output = job.publication().orElseThrow();
    List<Job> members = flights.members(job);
    for (int index = 0; index < members.size(); index++) {
      InputPlan input = job.requirePlan().inputs().get(index);
      List<String> warnings = job.requirePlan().warningsOf(input.input());
      published(members.get(index), input, warnings, output);
    }
  }

  private void published(Job job, InputPlan plan, List<String> warnings, Publication output) {
    String status = plan.rowsRejected() == 0 ? "completed" : "completed_with_rejects";
    long rows = plan.rowsTaken();
    String detail =
        "%s, %d %s%s%s"
            .formatted(
                output.path(),
                rows,
                rows == 1 ? "row" : "rows",
                plan.rowsRejected() == 0 ? "" : ", " + plan.rowsRejected() + " rejected",
                notes(warnings));
    tell(job, status, detail);
  }

  private static String notes(List<String> warnings) {
    return switch (warnings.size()) {
      case 0 -> "";
      case 1 -> "; note: " + warnings.get(0);
      default -> "; note: " + warnings.get(0) + " And " + (warnings.size() - 1) + " more.";
    };
  }

  private void ended(Ended end) {
    String detail =
        end.failure()
            .map(failure -> failure.label() + ": " + failure.message())
            .orElseGet(() -> end.duplicateOf().map(id -> "same as job " + id).orElse(""));
    tell(end.job(), end.status().label(), detail);
  }

  private void tell(Job job, String status, String detail) {
    StoredJob row = flights.row(job);
    JobLine line = new JobLine(job.id(), job.door(), status, Inbox.source(row), detail);
    LOG.info("{} {} {} {} {}", line.jobId(), line.door(), line.status(), line.input(), detail);
    listener.accept(line);
  }
}
