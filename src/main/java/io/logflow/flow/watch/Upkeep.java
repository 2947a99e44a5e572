package io.logflow.flow.watch;

import io.logflow.flow.compact.InterruptedCompactions;
import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.Faults;
import io.logflow.job.LogFlowException;
import io.logflow.store.OwnerLock;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done beside the jobs, about once a second: jobs that somebody cancelled are stopped, what
 * could not be recorded or put away is tried again, what a dead process has left of a compaction is
 * put right, and old inputs are removed.
 */
final class Upkeep implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int TURNS_BETWEEN_ARCHIVING = 5;
  private static final int TURNS_BETWEEN_REMOVING = 60;
  private static final int TURNS_BETWEEN_FORGETTING = 3600;

  private final StateStore store;
  private final Queue queue;
  private final Inboxes inboxes;
  private final Flights flights;
  private final Recovery recovery;
  private final Bell bell;
  private final ClockJumps clock = new ClockJumps(System::currentTimeMillis, System::nanoTime);
  private int turns;

  Upkeep(StateStore store, Inboxes inboxes, Flights flights, Recovery recovery, Bell bell) {
    this.store = store;
    this.queue = new Queue(store);
    this.inboxes = inboxes;
    this.flights = flights;
    this.recovery = recovery;
    this.bell = bell;
  }

  @Override
  public void run() {
    try {
      turns++;
      stopCancelled();
      if (bell.takeNeed() || turns % TURNS_BETWEEN_ARCHIVING == 0) {
        recovery.settleRunning();
      }
      if (turns % TURNS_BETWEEN_ARCHIVING == 0) {
        InterruptedCompactions.settle(store);
      }
      if (turns % TURNS_BETWEEN_REMOVING == 1) {
        inboxes.all().forEach(this::removeOld);
      }
      if (turns % TURNS_BETWEEN_FORGETTING == 1) {
        inboxes.all().forEach(this::forgetGone);
      }
    } catch (LogFlowException e) {
      bell.needsSettling();
      inboxes.all().forEach(inbox -> inbox.trouble().report(Part.JOBS, e));
    } catch (RuntimeException | Error e) { // The scheduler would never call again.
      LOG.warn("The upkeep of inboxes failed.", e);
    }
  }

  private void stopCancelled() {
    List<String> asked = queue.cancelAsked(OwnerLock.owner());
    flights.cancel(asked);
    if (!asked.isEmpty()) {
      Faults.at("cancel-told");
    }
  }

  private void forgetGone(Inbox inbox) {
    if (inbox.left().isPresent() && !clock.hasJumped()) {
      inbox.left().get().forgetGone(System.currentTimeMillis());
    }
  }

  private void removeOld(Inbox inbox) {
    Duration kept = inbox.settings().after().forTime().orElse(null);
    if (kept == null || clock.hasJumped()) {
      return;
    }
    long before = System.currentTimeMillis() - kept.toMillis();
    List<String> gone = new ArrayList<>();
    for (StoredJob row : queue.archivedBefore(inbox.door(), before)) {
      try {
        remove(row);
        gone.add(row.id());
      } catch (IOException e) {
        LOG.warn("An input that is kept for {} cannot be removed.", kept, e);
      }
    }
    queue.forgetArchived(gone);
  }

  /** Another file may have got the name since, which is not ours to remove. */
  private static void remove(StoredJob row) throws IOException {
    Path file = Path.of(row.text("archive_path").orElseThrow());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean ours =
        Files.size(file) == row.number("input_size").orElse(-1L)
            && Files.getLastModifiedTime(file).toMillis() <= row.number("archived_at").orElse(0L);
    if (ours) {
      Files.deleteIfExists(file);
    } else {
      LOG.warn("{} is not the input of job {} any more and stays.", file, row.id());
    }
  }
}
