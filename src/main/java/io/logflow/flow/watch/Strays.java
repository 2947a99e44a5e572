package io.logflow.flow.watch;

import io.logflow.publish.ClaimedFiles;
import io.logflow.publish.FileContent;
import io.logflow.publish.MarkerFiles;
import io.logflow.settings.InboxSettings.After;
import io.logflow.store.Queue;
import io.logflow.store.StoredJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds inputs in an inbox's own folders that its queue does not know: the inbox had another name
 * when they were claimed, or the database is another one. To be called while the inbox is locked.
 */
final class Strays {
  private static final Logger LOG = LoggerFactory.getLogger(Strays.class);
  private final Queue queue;
  private final ClaimedFiles files = new ClaimedFiles();

  Strays(Queue queue) {
    this.queue = queue;
  }

  /**
   * Takes over the jobs that another name of this inbox has left.
   *
   * @param failed folders of failures of all inboxes
   */
  void adopt(Inbox inbox, List<Path> failed) {
    if (inbox.left().isPresent()) {
      return;
    }
    Map<String, String> claimed = new HashMap<>();
    files.in(inbox.settings().work()).forEach((id, file) -> claimed.put(id, file.toString()));
    int jobs =
        queue.adopt(inbox.door(), claimed)
            + queue.adoptFailed(inbox.door(), inbox.settings().failed(), failed);
    if (jobs > 0) {
      LOG.warn(
          "{} takes over {} jobs that were claimed under another name or path.",
          inbox.door(),
          jobs);
    }
  }

  /**
   * Puts claimed inputs that no job is on record for back into the inbox, and removes those that
   * were put away and that a power loss has brought back.
   */
  void giveBack(Inbox inbox) {
    if (inbox.left().isPresent()) {
      return;
    }
    Path work = inbox.settings().work();
    Map<String, Path> claimed = files.in(work);
    files.sweep(work, claimed.keySet());
    claimed.keySet().removeAll(queue.known(claimed.keySet()));
    for (StoredJob row : queue.putAway(claimed.keySet())) {
      if (isLeftover(inbox, row, claimed.get(row.id()))) {
        files.removeLeftover(claimed.remove(row.id()));
      }
    }
    claimed.values().forEach(file -> giveBack(inbox, file));
  }

  /** Whether the input is where its job put it, or was to be removed. */
  private boolean isLeftover(Inbox inbox, StoredJob row, Path work) {
    Optional<Path> place = row.text("archive_path").map(Path::of);
    FileContent content =
        new FileContent(row.number("input_size").orElse(-1L), row.text("input_sha256"));
    After after = inbox.settings().after();
    boolean removed = !after.keep() || after.forTime().isPresent();
    return place.isPresent()
        ? files.isAlso(work, place.get())
        : removed && Archiving.endedWell(row) && content.isOf(work);
  }

  private void giveBack(Inbox inbox, Path file) {
    Path path = inbox.settings().path();
    Path origin = files.origin(file, path);
    // What is below is not looked at.
    Path seen = inbox.settings().recursive() ? origin : path.resolve(origin.getFileName());
    Path place = files.giveBack(file, seen, path);
    // It had its marker when it was claimed.
    inbox.settings().marker().ifPresent(ending -> MarkerFiles.mark(place, ending));
    LOG.warn("{} was claimed, and the database has no job for it: it is {} again.", file, place);
  }
}
