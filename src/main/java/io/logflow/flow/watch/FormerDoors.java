package io.logflow.flow.watch;

import io.logflow.job.StateException;
import io.logflow.settings.InboxSettings;
import io.logflow.store.HookCalls;
import io.logflow.store.KnownFiles;
import io.logflow.store.OwnerLock;
import io.logflow.store.StateStore;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other names of an inbox have left: the files that they know of a folder whose files stay,
 * each of which would be new and be published again, and calls of hooks that were not made.
 */
final class FormerDoors {
  private static final Logger LOG = LoggerFactory.getLogger(FormerDoors.class);

  private final InboxSettings inbox;
  private final String door;
  private final StateStore store;

  private FormerDoors(InboxSettings inbox, StateStore store) {
    this.inbox = inbox;
    this.door = inbox.door();
    this.store = store;
  }

  /** Takes over what they have left of this folder, unless somebody watches under them. */
  static void takeOver(InboxSettings inbox, StateStore store) {
    if (inbox.isSchedule()) { // It reads where others may be, and takes nothing of theirs.
      return;
    }
    new FormerDoors(inbox, store).takeOver();
  }

  private void takeOver() {
    if (inbox.leavesFiles()) {
      KnownFiles known = new KnownFiles(store);
      each(
          known.otherDoors(door, inbox.path()), other -> known.takeOver(other, door, inbox.path()));
    }
    HookCalls calls = new HookCalls(store);
    each(
        calls.otherDoors(door, inbox.path(), inbox.recursive()),
        other -> calls.takeOver(other, door, inbox.path(), inbox.recursive()));
  }

  private void each(List<String> doors, Consumer<String> takeOver) {
    for (String other : doors) {
      String name = other.substring(InboxSettings.DOOR.length());
      try (InboxLock free = InboxLock.take(OwnerLock.fileOfDoor(store, name), inbox)) {
        takeOver.accept(other);
        LOG.warn("{} goes on where {} has ended ({}).", door, other, free);
      } catch (StateException watched) {
        LOG.warn("{} has taken files of {}, too, and is watched now.", other, inbox.path());
      }
    }
  }
}
