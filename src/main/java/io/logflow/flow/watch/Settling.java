package io.logflow.flow.watch;

import io.logflow.job.FileStamp;
import io.logflow.job.Target;
import io.logflow.publish.MarkerFiles;
import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which files of an inbox are whole: regular ones that have not changed for a while and
 * that nobody writes. Time is measured here and never taken from the files, whose clock may be
 * another. Looks at files without opening them, so that none can block it; used by one thread.
 */
final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  /** What programs call files that they have not finished. */
  private static final List<String> PARTIAL =
      List.of(".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".swp", "~");

  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final char UNDECODED = '\uFFFD';

  private final InboxSettings inbox;
  private final LongSupplier nanoTime;
  private final Supplier<Set<Path>> writtenNow;
  private final BiPredicate<Path, FileStamp> wanted;
  private final PathMatcher pattern;
  private final Set<Path> ownFolders;
  private final Set<Path> warned = new HashSet<>();
  private final Set<Path> seen = new HashSet<>();
  private final Map<Path, Sight> sights = new HashMap<>();
  private Set<Path> written;

  private record Sight(FileStamp stamp, long since) {}

  /**
   * Knows no file yet.
   *
   * @param writtenNow files below the inbox that some process has open for writing
   */
  Settling(InboxSettings inbox, LongSupplier nanoTime, Supplier<Set<Path>> writtenNow) {
    this(inbox, nanoTime, writtenNow, (file, stamp) -> true);
  }

  /**
   * Knows no file yet.
   *
   * @param wanted which files are to be taken at all, by what they are now
   */
  Settling(
      InboxSettings inbox,
      LongSupplier nanoTime,
      Supplier<Set<Path>> writtenNow,
      BiPredicate<Path, FileStamp> wanted) {
    this.wanted = wanted;
    this.inbox = inbox;
    this.nanoTime = nanoTime;
    this.writtenNow = writtenNow;
    this.pattern = inbox.path().getFileSystem().getPathMatcher("glob:" + inbox.pattern());
    this.ownFolders =
        Set.of(
            inbox.path().resolve(".logflow"),
            inbox.work(),
            inbox.done(),
            inbox.failed(),
            inbox.output());
  }

  /** Whether a folder below the inbox is to be looked into. */
  boolean enters(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      return odd(folder, "is a symbolic link to a folder");
    }
    return !ownFolders.contains(folder) && !Target.isVersionFolder(folder, inbox.output());
  }

  /** Whether a file is to be taken now. */
  boolean accepts(Path file) {
    String name = file.getFileName().toString();
    if (name.indexOf(UNDECODED) >= 0) {
      return odd(file, "has a name that is not in the encoding of this system");
    }
    if (isPartial(name) || isMarker(name) || !pattern.matches(file.getFileName())) {
      return false;
    }
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile() ? settled(file, found) : odd(file, kind(found));
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      return odd(file, "cannot be looked at (" + e.getMessage() + ")");
    }
  }

  /** Whether a name is hidden, or one that programs give what they have not finished. */
  static boolean isPartial(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return name.startsWith(".") || PARTIAL.stream().anyMatch(lower::endsWith);
  }

  private boolean isMarker(String name) {
    return inbox.marker().filter(name::endsWith).isPresent();
  }

  /** Whether its writer has said that it is whole, where writers of this inbox do. */
  private boolean isMarked(Path file) {
    return inbox.marker().map(ending -> isMarked(file, ending)).orElse(true);
  }

  /** Where nothing is removed, the marker of an earlier content says nothing of a later one. */
  private boolean isMarked(Path file, String ending) {
    return MarkerFiles.of(file, ending).isPresent()
        && (!inbox.leavesFiles() || MarkerFiles.isLater(file, ending));
  }

  private static String kind(BasicFileAttributes found) {
    if (found.isSymbolicLink()) {
      return "is a symbolic link";
    }
    return found.isDirectory() ? "is a folder" : "is no regular file";
  }

  private boolean settled(Path file, BasicFileAttributes found) {
    FileStamp stamp = FileStamp.of(found);
    if (!wanted.test(file, stamp)) {
      return false;
    }
    seen.add(file);
    long now = nanoTime.getAsLong();
    Sight sight = sights.get(file);
    if (sight == null || !sight.stamp().equals(stamp)) {
      sights.put(file, new Sight(stamp, now));
      if (!inbox.settle().isZero()) {
        return false;
      }
    }
    if (now - sights.get(file).since() < inbox.settle().toNanos()) {
      return false;
    }
    if (isWritten(file)) {
      sights.put(file, new Sight(stamp, now));
      return false;
    }
    if (!Files.isReadable(file)) {
      return odd(file, "may not be read by this user");
    }
    if (!isMarked(file)) {
      return false;
    }
    // One that cannot be claimed is not tried at each look.
    sights.put(file, new Sight(stamp, now + AGAIN_NANOS));
    return true;
  }

  private boolean isWritten(Path file) {
    if (written == null) {
      written = writtenNow.get();
    }
    return written.contains(file);
  }

  /** Always false: what is odd stays, and is told of once. */
  private boolean odd(Path file, String why) {
    seen.add(file);
    if (warned.add(file)) {
      LOG.warn("{} stays in the inbox {}: it {}.", file, inbox.name(), why);
    }
    return false;
  }

  /** Files that were taken and came to nothing, by no fault of their own, are taken at once. */
  void forgetTaken() {
    long now = nanoTime.getAsLong();
    long settled = now - inbox.settle().toNanos();
    sights.replaceAll(
        (file, sight) -> now - sight.since() < 0 ? new Sight(sight.stamp(), settled) : sight);
  }

  /** What a file was when it had settled. */
  FileStamp stamp(Path file) {
    return sights.get(file).stamp();
  }

  /**
   * To be called after each look at the whole folder.
   *
   * @param whole whether every file was looked at
   */
  void endRound(boolean whole) {
    if (whole) {
      sights.keySet().retainAll(seen);
      warned.retainAll(seen);
    }
    seen.clear();
    written = null;
  }
}
