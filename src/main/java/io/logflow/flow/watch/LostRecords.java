package io.logflow.flow.watch;

import io.logflow.job.Control;
import io.logflow.job.LogFlowException;
import io.logflow.store.OwnerLock;
import io.logflow.store.Queue;
import io.logflow.store.StoredJob;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds jobs that are on record as waiting although their outputs are there: the database has come
 * back in an older state. To be called at the start, when nobody takes jobs.
 */
final class LostRecords {
  private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);
  private final Queue queue;

  LostRecords(Queue queue) {
    this.queue = queue;
  }

  /** Notes that these jobs are running, as they were when they were recorded last. */
  void find(Inboxes inboxes) {
    List<StoredJob> waiting = queue.waiting(inboxes.doors());
    BundleOutputs outputs = new BundleOutputs(waiting);
    List<String> ids =
        waiting.stream()
            .filter(row -> isPublished(inboxes.of(row), row, outputs))
            .map(StoredJob::id)
            .toList();
    if (!ids.isEmpty()) {
      LOG.warn(
          "{} jobs are on record as waiting and their outputs are there: the database is older than"
              + " they are, or has lost its latest records. 'logflow doctor --audit' tells what"
              + " does not agree with it.",
          ids.size());
      queue.run(ids, OwnerLock.owner(), System.currentTimeMillis());
    }
  }

  private static boolean isPublished(Inbox inbox, StoredJob row, BundleOutputs outputs) {
    try {
      return FoundOutput.of(row, outputs.nameOf(row, inbox.lost(row, Control.NONE))).isPresent();
    } catch (LogFlowException e) { // Nobody can tell now; then its job comes to the same question.
      LOG.debug("The output of job {} cannot be looked at.", row.id(), e);
      return false;
    }
  }
}
