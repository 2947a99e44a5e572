package io.logflow.store;

import io.logflow.job.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells whether the process that owns a job still runs: each process that keeps state locks a file
 * of its own beside the database, and the system gives the lock back when the process ends, however
 * it ends.
 */
public final class OwnerLock implements AutoCloseable {
  private static final Map<Path, OwnerLock> HELD = new HashMap<>();
  private static final String DOOR = "inbox-";
  private static final Pattern OWNER = Pattern.compile("\\d+@\\d+");
  private static final String SELF = self();

  private final Path file;
  private final FileChannel channel;
  private int holders = 1;

  private OwnerLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** How this process is named in the column {@code owner}. */
  public static String owner() {
    return SELF;
  }

  private static String self() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "@" + started;
  }

  /** Holds the lock of this process; to be taken before it owns a job. */
  public static OwnerLock hold(StateStore store) {
    Path file = fileOf(store.database(), SELF);
    // The system's locks belong to the process: closing a second handle would drop the first one's.
    synchronized (HELD) {
      OwnerLock held = HELD.get(file);
      if (held != null) {
        held.holders++;
        return held;
      }
      try {
        PrivateFiles.createFolder(file.getParent());
        OwnerLock made = new OwnerLock(file, locked(file));
        HELD.put(file, made);
        return made;
      } catch (IOException e) {
        throw StateErrors.notWritable(store.database(), e);
      }
    }
  }

  /** Another process may take the new file for a dead one's and remove it just before the lock. */
  private static FileChannel locked(Path file) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null && Files.exists(file)) {
        return channel;
      }
      channel.close();
    }
  }

  /** Whether the process of this name runs. What a dead one left is removed. */
  public static boolean isAlive(StateStore store, String owner) {
    return isAlive(store.database(), owner);
  }

  private static boolean isAlive(Path database, String owner) {
    if (owner.equals(SELF)) {
      return true;
    }
    Path file = fileOf(database, owner);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        return true;
      }
      Files.deleteIfExists(file);
      return false;
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw StateErrors.notWritable(database, e);
    }
  }

  /** Fails where another process works with a database, which need not be a sound one. */
  static void requireNobody(Path database) {
    for (String owner : owners(database)) {
      if (!owner.equals(SELF) && isAlive(database, owner)) {
        throw StateErrors.inUse(database, owner);
      }
    }
  }

  /**
   * Removes what processes have left that were killed. Locks of inboxes stay, and so do files that
   * this user may not open.
   */
  public static void sweep(StateStore store) {
    Path database = store.database();
    owners(database).stream()
        .filter(owner -> Files.isWritable(fileOf(database, owner)))
        .forEach(owner -> isAlive(database, owner));
  }

  /** Processes that have locked a file of theirs, whether or not they still run. */
  private static List<String> owners(Path database) {
    try (Stream<Path> all = Files.list(folder(database))) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> OWNER.matcher(name).matches())
          .toList();
    } catch (NoSuchFileException none) { // No process has ever owned a job of this database.
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      throw StateErrors.notWritable(database, e);
    }
  }

  /**
   * The file that the process locks which works for an inbox.
   *
   * @param name of the inbox, which may be a path
   */
  public static Path fileOfDoor(StateStore store, String name) {
    try {
      Path file = folder(store.database()).resolve(DOOR + Sha256.of(name).substring(0, 16));
      PrivateFiles.createFolder(file.getParent());
      return file;
    } catch (IOException e) {
      throw StateErrors.notWritable(store.database(), e);
    }
  }

  private static Path fileOf(Path database, String owner) {
    return folder(database).resolve(owner);
  }

  private static Path folder(Path database) {
    return PrivateFiles.beside(database, ".owners");
  }

  @Override
  public void close() {
    synchronized (HELD) {
      holders--;
      if (holders > 0) {
        return;
      }
      HELD.remove(file);
      try (channel) {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw StateErrors.notWritable(file, e);
      }
    }
  }
}
