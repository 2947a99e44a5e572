package io.logflow.flow.compact;

import io.logflow.job.LogFlowException;
import io.logflow.publish.DatasetChange;
import io.logflow.publish.FolderSwap;
import io.logflow.store.Compactions;
import io.logflow.store.Compactions.Unfinished;
import io.logflow.store.OwnerLock;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings compactions of dead processes to an end: where the new file has its name they are
 * finished, else the former files come back.
 */
public final class InterruptedCompactions {
  private static final Logger LOG = LoggerFactory.getLogger(InterruptedCompactions.class);

  /** Those that this process works on. */
  private static final Set<String> RUNNING = ConcurrentHashMap.newKeySet();

  private InterruptedCompactions() {}

  /** Settles all of them; a folder that cannot be written now keeps nobody from working. */
  public static void settle(StateStore store) {
    Compactions books = new Compactions(store);
    for (Unfinished one : books.unfinished()) {
      if (!DatasetChange.isRunning(one.id()) && RUNNING.add(one.id())) {
        try {
          settleDead(store, books, one);
        } finally {
          RUNNING.remove(one.id());
        }
      }
    }
  }

  /** Keeps a compaction of this process from being taken for one that was left. */
  static void begins(String id) {
    RUNNING.add(id);
  }

  /** Undoes {@link #begins}. */
  static void ends(String id) {
    RUNNING.remove(id);
  }

  /** One of this process that nobody works on could not be undone at first. */
  private static void settleDead(StateStore store, Compactions books, Unfinished one) {
    String self = OwnerLock.owner();
    boolean dead = one.owner().equals(self) || !OwnerLock.isAlive(store, one.owner());
    if (!dead || !books.adopt(one.id(), one.owner(), self)) {
      return;
    }
    try {
      if (!one.each()) {
        settle(books, one);
      } else if (!DatasetChange.settle(books, one)) {
        return; // Whoever has the dataset carries out what was decided; the books wait.
      }
      FolderSwap.remove(one.temp());
    } catch (IOException | LogFlowException e) {
      LOG.warn(
          "{} was being compacted when its process died, and cannot be put right now: it may"
              + " hold a file 0-logflow-compacting-*.parquet that keeps it from being read.",
          one.folder(),
          e);
    }
  }

  private static void settle(Compactions books, Unfinished one) throws IOException {
    FolderSwap swap = new FolderSwap(one.id(), one.target());
    List<Path> sources = books.sources(one.id());
    if (one.swapped() || swap.isGiven()) {
      if (!one.swapped()) {
        books.swapped(one.id(), sources.size(), swap.rows(), 0, swap.bytes());
      }
      swap.finish();
      books.done(one.id(), System.currentTimeMillis());
    } else {
      swap.undo(sources);
      books.undone(one.id());
    }
  }
}
