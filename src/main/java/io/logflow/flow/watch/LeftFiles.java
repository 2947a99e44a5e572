package io.logflow.flow.watch;

import io.logflow.flow.Failure;
import io.logflow.flow.watch.Claims.Claim;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Archive.Item;
import io.logflow.publish.Archive.Result;
import io.logflow.publish.LeftReports;
import io.logflow.settings.InboxSettings;
import io.logflow.store.KnownFiles;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The files of an inbox with {@code claim: ledger}: they are read where they are, and nothing is
 * written, moved or removed there. What was taken of each is in the database, and here.
 */
final class LeftFiles {
  private static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(30);
  private final InboxSettings inbox;
  private final String door;
  private final KnownFiles store;
  private volatile String folder;
  private final Map<String, KnownStamp> stamps = new ConcurrentHashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final LeftReports reports = new LeftReports();
  private volatile boolean growing;

  private LeftFiles(InboxSettings inbox, String door, KnownFiles store) {
    this.inbox = inbox;
    this.door = door;
    this.store = store;
    store.stamps(door).forEach((path, stamp) -> stamps.put(path, KnownStamp.parse(stamp)));
    busy.addAll(store.busy(door));
    // An empty one where files were may be the place where its disk is not mounted.
    boolean expected = !stamps.isEmpty() || !busy.isEmpty();
    this.folder = expected && !holdsAny(inbox.path()) ? "" : identity(inbox.path());
  }

  /** Those of an inbox, where it leaves its files. */
  static Optional<LeftFiles> of(InboxSettings inbox, String door, StateStore store) {
    return inbox.leavesFiles()
        ? Optional.of(new LeftFiles(inbox, door, new KnownFiles(store)))
        : Optional.empty();
  }

  /** Whether a file is new, or another one than was taken. One that is in work waits for that. */
  boolean wants(Path file, FileStamp found) {
    String path = file.toString();
    KnownStamp known = stamps.get(path);
    return (known == null || !known.isOf(found)) && !busy.contains(path);
  }

  /** From here on its files may grow at any time: they are read from copies. */
  void grow() {
    growing = true;
  }

  /** Whether a file's last job has not come to its end. */
  boolean isBusy(Path file) {
    return busy.contains(file.toString());
  }

  /** Those of the claims that are still what was seen; they are on their way from here on. */
  List<Claim> claim(List<Claim> claims) {
    List<Claim> taken = claims.stream().filter(claim -> growing || isStill(claim)).toList();
    for (Claim claim : taken) {
      busy.add(claim.source().toString());
      stamps.put(claim.source().toString(), KnownStamp.of(claim.stamp()));
    }
    return taken;
  }

  private static boolean isStill(Claim claim) {
    try {
      BasicFileAttributes found = attributes(claim.source());
      return found.isRegularFile() && FileStamp.of(found).equals(claim.stamp());
    } catch (IOException gone) {
      return false;
    }
  }

  /** Claims that did not come to their end: the files are seen again. */
  void unclaim(List<Claim> claims) {
    for (Claim claim : claims) {
      busy.remove(claim.source().toString());
      stamps.remove(claim.source().toString());
    }
  }

  /**
   * What the input of a job is now.
   *
   * @throws LogFlowException INPUT_CHANGED where it is another one than was seen last,
   *     INPUT_NOT_FOUND or INPUT_UNREADABLE
   */
  FileStamp open(StoredJob row) {
    Path file = Inbox.source(row);
    try {
      BasicFileAttributes found = attributes(file);
      if (!found.isRegularFile()) {
        throw ErrorKind.INPUT_NOT_FOUND.error(
            file + " is no regular file any more.", "Put the file there again.");
      }
      FileStamp stamp = FileStamp.of(found);
      if (!growing) {
        requireKnown(file, stamp);
      }
      return stamp;
    } catch (NoSuchFileException e) {
      loseUnlessDiskIsGone(file);
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "The file " + file + " was taken away before it was read.", "Put it there again.", e);
    } catch (IOException e) {
      loseUnlessDiskIsGone(file);
      throw ErrorKind.INPUT_UNREADABLE.error(
          file + " cannot be looked at: " + e.getMessage() + ".", "Check the disk.", e);
    }
  }

  /** When it is seen again it is taken, though it may be the same. */
  private void loseUnlessDiskIsGone(Path file) {
    if (isThere()) {
      store.lose(door, file.toString());
      stamps.remove(file.toString());
    }
  }

  /** Whoever changes it may not be through: it must stay the same from here to the next attempt. */
  private void requireKnown(Path file, FileStamp found) {
    String path = file.toString();
    busy.add(path);
    KnownStamp known = stamps.get(path);
    if (known == null || !known.isOf(found)) {
      KnownStamp now = KnownStamp.of(found);
      store.renew(door, path, now.text(), System.currentTimeMillis());
      stamps.put(path, now);
      throw ErrorKind.INPUT_CHANGED.error(
          file + " changed before it was read.", "It is read when it stays as it is.");
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Ends with inputs whose jobs have ended: reports on those that failed, and no more. */
  Result put(List<Item> items) {
    Map<String, Optional<Path>> places = new LinkedHashMap<>();
    Optional<LogFlowException> failure = Optional.empty();
    for (Item item : items) {
      Path folder = Inbox.mirrored(inbox, inbox.failed(), item.work());
      Optional<LogFlowException> refused =
          reports.put(folder, item.name(), item.jobId(), item.report());
      if (refused.isEmpty()) {
        // One that failed can be tried again from where it is.
        places.put(item.jobId(), item.report().map(failed -> item.work()));
        busy.remove(item.work().toString());
      }
      failure = failure.or(() -> refused);
    }
    return new Result(places, failure);
  }

  /** Whether the folder is the one that it was; its disk may have gone, and the files with it. */
  boolean isThere() {
    if (inbox.isSchedule()) { // Its runs say what is missing; their jobs do not wait for it.
      return true;
    }
    String now = identity(inbox.path());
    // Somebody may have put another folder there; where a disk is not mounted it is an empty one.
    if (!now.isEmpty() && !now.equals(folder) && holdsAny(inbox.path())) {
      folder = now;
    }
    return !folder.isEmpty() && now.equals(folder);
  }

  /** Hidden files are no inputs, and some lie where a disk is to be mounted. */
  private static boolean holdsAny(Path folder) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, LeftFiles::isShown)) {
      return all.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException unreadable) {
      return false;
    }
  }

  private static boolean isShown(Path file) {
    return !file.getFileName().toString().startsWith(".");
  }

  /** What is wrong where it is not there. */
  Failure notThere() {
    return new Failure(
        ErrorKind.INPUT_UNREADABLE,
        "The folder " + inbox.path() + " is empty or not there, and its jobs wait for its files.",
        "Mount its disk; if the files were taken away for good, 'logflow jobs cancel ID' ends the"
            + " jobs.");
  }

  /** Forgets files that have not been there for long, so that memory does not grow for ever. */
  void forgetGone(long now) {
    List<String> gone =
        isThere()
            ? stamps.keySet().stream()
                .filter(path -> !busy.contains(path) && isGone(Path.of(path)))
                .toList()
            : List.of();
    // While they were looked at the disk may have gone, and with it all.
    if (isThere()) {
      store.gone(door, gone, now);
      stamps.keySet().removeAll(store.forget(door, now - KEPT_MILLIS));
    }
  }

  private static boolean isGone(Path file) {
    try {
      attributes(file);
      return false;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException nobodyCanTell) {
      return false;
    }
  }

  private static String identity(Path folder) {
    try {
      return KnownStamp.identity(
          FileStamp.of(Files.readAttributes(folder, BasicFileAttributes.class)));
    } catch (IOException gone) {
      return "";
    }
  }
}
