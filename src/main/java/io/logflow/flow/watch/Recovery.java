package io.logflow.flow.watch;

import io.logflow.flow.Failure;
import io.logflow.flow.watch.Claims.Claim;
import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.FileStamp;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.job.LogFlowException;
import io.logflow.publish.ClaimedFiles;
import io.logflow.publish.ClaimedFiles.Found;
import io.logflow.publish.Publisher;
import io.logflow.publish.Staging;
import io.logflow.store.OwnerLock;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what was begun and not ended: at the start for processes that died, and while this one
 * runs for jobs whose record failed. Every step looks at what is there and can be repeated.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  static final long MOST_ATTEMPTS = 3;
  private static final Failure POISON =
      new Failure(
          ErrorKind.INTERNAL,
          "LogFlow ended three times while it worked on this input.",
          "Look into its output for the reason: where memory ran out, give it more with"
              + " LOGFLOW_JAVA_OPTS=-Xmx4g; else report it with the input. logflow jobs retry ID"
              + " tries once more.");

  private final Sender routes;
  private final StateStore store;
  private final Queue queue;
  private final Inboxes inboxes;
  private final Flights flights;
  private final Duplicates duplicates;
  private final Archiving archiving;
  private final Strays strays;
  private final ClaimedFiles claimedFiles = new ClaimedFiles();
  private final Staging staging = new Staging();
  private final Publisher publisher = new Publisher();

  Recovery(
      Sender routes,
      StateStore store,
      Inboxes inboxes,
      Flights flights,
      Duplicates duplicates,
      Archiving archiving) {
    this.duplicates = duplicates;
    this.strays = new Strays(new Queue(store));
    this.routes = routes;
    this.store = store;
    this.queue = new Queue(store);
    this.flights = flights;
    this.inboxes = inboxes;
    this.archiving = archiving;
  }

  /** Settles everything of these inboxes; to be called before anything else is done with them. */
  void settleAll() {
    List<Path> failed = inboxes.all().stream().map(inbox -> inbox.settings().failed()).toList();
    inboxes.all().forEach(inbox -> strays.adopt(inbox, failed));
    inboxes.all().forEach(this::settleClaims);
    inboxes.all().forEach(strays::giveBack);
    new LostRecords(queue).find(inboxes);
    settleRunning();
  }

  /** Settles claims of an inbox that did not come to their end. */
  void settleClaims(Inbox inbox) {
    // Of files that stay where they are a claim is undone without a look at them.
    if (inbox.left().isEmpty() && !inbox.isThere()) {
      Failure gone = inbox.notThere();
      throw gone.kind().error(gone.message(), gone.remedy());
    }
    List<Claim> all = new ArrayList<>();
    List<Claim> moved = new ArrayList<>();
    for (StoredJob row : queue.unsettled(List.of(inbox.door()))) {
      if (isIn(row, JobStatus.CLAIMING)) {
        Claim claim = new Claim(row.id(), Inbox.source(row), FileStamp.UNKNOWN, 0);
        all.add(claim);
        boolean stays = inbox.left().isPresent() && Inbox.isLeft(row);
        if (!stays && found(row) == Found.MOVED) {
          moved.add(claim);
        }
      }
    }
    new Markers().removeLeft(inbox, moved);
    Claims claims = new Claims(inbox, all, moved);
    routes.send("direct:record-moved", claims);
    routes.send("direct:record-unclaimed", claims);
    inbox.left().ifPresent(left -> left.unclaim(all));
  }

  private Found found(StoredJob row) {
    Faults.at("recover-claim");
    Found found =
        claimedFiles.recover(Inbox.source(row), Path.of(row.text("work_path").orElseThrow()));
    if (found == Found.GONE) {
      LOG.warn("{} was taken away before LogFlow had claimed it.", Inbox.source(row));
    }
    return found;
  }

  /**
   * Settles jobs that are on record as running though nobody works on them, and puts inputs of
   * ended jobs away.
   */
  void settleRunning() {
    Set<String> reserved = duplicates.holders();
    Set<String> busy = new HashSet<>(flights.ids());
    List<StoredJob> running =
        left(inboxes.doors()).stream().filter(row -> isIn(row, JobStatus.RUNNING)).toList();
    queue.own(running.stream().map(StoredJob::id).toList(), OwnerLock.owner());
    List<Map<String, Object>> published = new ArrayList<>();
    List<Ended> ended = new ArrayList<>();
    BundleOutputs outputs = new BundleOutputs(running);
    for (StoredJob row : running) {
      Faults.at("recover-running");
      if (!settle(row, outputs, published, ended)) {
        busy.add(row.id());
      }
    }
    routes.send("direct:record-found", published);
    routes.send("direct:record-ended", new Batch(List.of(), ended));
    flights.forgetForgiven(running.stream().map(StoredJob::id).toList());
    busy.addAll(flights.ids());
    reserved.removeAll(busy);
    duplicates.release(reserved);
    archive();
  }

  private List<StoredJob> left(List<String> doors) {
    return flights.leftAlone(() -> queue.unsettled(doors));
  }

  /** Finds out how a job ends; false where nobody can tell now. */
  private boolean settle(
      StoredJob row,
      BundleOutputs outputs,
      List<Map<String, Object>> published,
      List<Ended> ended) {
    Inbox inbox = inboxes.of(row);
    Job job = inbox.lost(row, Control.NONE);
    Optional<Map<String, Object>> output;
    try {
      output = FoundOutput.of(row, outputs.nameOf(row, job));
    } catch (LogFlowException e) { // Nobody can tell now; it is asked again.
      inbox.trouble().report(Part.JOBS, e);
      return false;
    }
    boolean forgiven = flights.isForgiven(row.id());
    if (output.isEmpty()) {
      restoreRejects(row, job);
    }
    discard(job);
    if (output.isPresent()) {
      output.get().put("owner", OwnerLock.owner());
      published.add(output.get());
    } else if (row.number("cancel_asked_at").isPresent()) {
      ended.add(
          Ended.failed(
              job,
              JobStatus.CANCELLED,
              new Failure(ErrorKind.CANCELLED, "The job was cancelled.", "")));
    } else if (!forgiven && row.number("attempt").orElse(0L) >= MOST_ATTEMPTS) {
      ended.add(Ended.failed(job, JobStatus.QUARANTINED, POISON));
    } else {
      int back = forgiven ? 1 : 0;
      ended.add(new Ended(job, JobStatus.PENDING, Optional.empty(), Optional.empty(), back, 0));
    }
    return true;
  }

  /** An output that this job was to replace, and did not, has its rejects as before. */
  private void restoreRejects(StoredJob row, Job job) {
    try {
      row.text("output_path").map(Path::of).ifPresent(at -> publisher.restoreRejects(job, at));
    } catch (LogFlowException e) { // They are in staging; the output itself is as it was.
      LOG.warn("The rejects of {} could not be given back.", job.target().path(), e);
    }
  }

  private void discard(Job job) {
    try {
      staging.discardDead(job);
    } catch (LogFlowException e) { // Some rubbish stays; that must not keep anybody from working.
      LOG.warn("Not all that job {} has left behind could be removed.", job.id(), e);
    }
  }

  /** Puts inputs away whose jobs have ended, where that was not done at once. */
  private void archive() {
    for (Inbox inbox : inboxes.all()) {
      List<StoredJob> rows =
          left(List.of(inbox.door())).stream()
              .filter(row -> !isIn(row, JobStatus.CLAIMING) && !isIn(row, JobStatus.RUNNING))
              .toList();
      if (!rows.isEmpty()) {
        rows.forEach(row -> discard(inbox.lost(row, Control.NONE)));
        Archived archived = archiving.rows(inbox, rows);
        routes.send("direct:record-archived", archived);
      }
    }
  }

  private static boolean isIn(StoredJob row, JobStatus status) {
    return row.text("status").orElse("").equals(status.label());
  }

  /** Lets the inboxes whose last claim did not come to its end wait. */
  void inTrouble(Exception failure) {
    LogFlowException known = explain(failure);
    inboxes.all().stream()
        .filter(Inbox::isClaiming)
        .forEach(inbox -> inbox.trouble().report(Part.INTAKE, known));
  }

  /** What a failure means, whatever it is. */
  private LogFlowException explain(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LogFlowException known) {
        return known;
      }
      if (cause instanceof SQLException statement) {
        return store.explain(statement);
      }
    }
    return ErrorKind.INTERNAL.error(
        "LogFlow itself failed: " + failure, "Report it with the log.", failure);
  }
}
