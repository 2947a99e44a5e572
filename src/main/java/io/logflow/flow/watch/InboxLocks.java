package io.logflow.flow.watch;

import io.logflow.job.ErrorKind;
import io.logflow.job.StateException;
import io.logflow.publish.Disks;
import io.logflow.settings.InboxSettings;
import io.logflow.store.OwnerLock;
import io.logflow.store.PrivateFiles;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the folders of inboxes and locks what belongs to one process at a time. */
final class InboxLocks {
  private InboxLocks() {}

  /**
   * The locks of all these inboxes: of the folder, of the work folder, which may be elsewhere, of
   * the name, by which the queue knows what is its own, and of the folder again beside the
   * database, for a folder that is not written to. A schedule has no folder.
   *
   * @throws io.logflow.job.LogFlowException where one is held by somebody; then none is taken
   */
  static List<InboxLock> take(List<InboxSettings> inboxes, StateStore store) {
    List<InboxLock> taken = new ArrayList<>();
    try {
      for (InboxSettings inbox : inboxes) {
        makeFolders(inbox, store);
        taken.add(InboxLock.take(InboxLock.file(inbox), inbox));
        taken.add(InboxLock.take(besideWork(inbox), inbox));
        taken.add(InboxLock.take(OwnerLock.fileOfDoor(store, inbox.name()), inbox));
        if (!inbox.isSchedule()) {
          String folder = "folder:" + realPath(inbox);
          taken.add(InboxLock.take(OwnerLock.fileOfDoor(store, folder), inbox));
        }
      }
      return taken;
    } catch (RuntimeException e) {
      taken.forEach(InboxLock::close);
      throw e;
    }
  }

  /** Whether nobody has these locks now. */
  static boolean areFree(InboxSettings inbox, StateStore store) {
    try {
      take(List.of(inbox), store).forEach(InboxLock::close);
      return true;
    } catch (StateException held) {
      return false;
    }
  }

  private static Path besideWork(InboxSettings inbox) {
    return inbox.work().resolveSibling(inbox.work().getFileName() + ".lock");
  }

  private static Path realPath(InboxSettings inbox) {
    try {
      return inbox.path().toRealPath();
    } catch (IOException e) {
      throw InboxLock.notUsable(inbox, e);
    }
  }

  private static void makeFolders(InboxSettings inbox, StateStore store) {
    if (!inbox.isSchedule() && !Files.isDirectory(inbox.path())) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "There is no folder " + inbox.path() + " to watch.", "Make it, or name another one.");
    }
    requireMounted(inbox, new Queue(store));
    try {
      PrivateFiles.createFolder(inbox.work());
      if (!inbox.leavesFiles()) {
        PrivateFiles.createFolder(inbox.path().resolve(".logflow"));
        Disks.requireOne(inbox.work(), List.of(inbox.path(), inbox.done(), inbox.failed()));
      }
    } catch (IOException e) {
      throw InboxLock.notUsable(inbox, e);
    }
  }

  /** An empty folder where a disk is to be mounted would let all jobs fail. */
  private static void requireMounted(InboxSettings inbox, Queue queue) {
    long jobs = Files.exists(inbox.work()) ? 0 : queue.claimedBelow(inbox.work());
    if (jobs > 0) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "%d inputs are on record in %s, and there is no such folder."
              .formatted(jobs, inbox.work()),
          "Mount its disk and start again; if they are gone, end their jobs with 'logflow jobs"
              + " cancel ID'.");
    }
  }
}
