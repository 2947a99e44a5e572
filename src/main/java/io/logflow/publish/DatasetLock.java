package io.logflow.publish;

import io.logflow.job.Target;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one at a time change what a dataset consists of, in this process and in others: a lock of
 * the system, gone with its process, on a file that stays. A thread may take it again that has it.
 * On network file systems without locks only threads of this process wait for one another.
 */
public final class DatasetLock implements AutoCloseable {
  private static final String FILE = "dataset.lock";
  private static final int ATTEMPTS = 100;

  /** The system's locks do not tell the threads of a process apart. */
  private static final Map<Path, Inner> LOCKS = new ConcurrentHashMap<>();

  private final Inner inner;

  private DatasetLock(Inner inner) {
    this.inner = inner;
  }

  private static final class Inner {
    private final ReentrantLock lock = new ReentrantLock();
    private FileChannel channel;
  }

  /** Waits for it. */
  static DatasetLock of(Path folder) throws IOException {
    return taken(folder, true).orElseThrow();
  }

  /** Takes it where nobody has it. */
  static Optional<DatasetLock> ifFree(Path folder) throws IOException {
    return taken(folder, false);
  }

  private static Optional<DatasetLock> taken(Path folder, boolean waits) throws IOException {
    Inner inner = LOCKS.computeIfAbsent(folder.toRealPath(), any -> new Inner());
    if (waits) {
      inner.lock.lock();
    } else if (!inner.lock.tryLock()) {
      return Optional.empty();
    }
    boolean done = false;
    try {
      done = inner.lock.getHoldCount() > 1 || open(inner, folder, waits);
      return done ? Optional.of(new DatasetLock(inner)) : Optional.empty();
    } finally {
      if (!done) {
        inner.lock.unlock();
      }
    }
  }

  private static boolean open(Inner inner, Path folder, boolean waits) throws IOException {
    FileChannel channel = channel(folder.resolve(Target.ASIDE).resolve(FILE));
    boolean locked = false;
    try {
      locked = lock(channel, waits);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    inner.channel = locked ? channel : null;
    return locked;
  }

  /** Tries again when a job removes the folder as empty before the file is in it. */
  private static FileChannel channel(Path file) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static boolean lock(FileChannel channel, boolean waits) {
    try {
      return waits ? channel.lock().isValid() : channel.tryLock() != null;
    } catch (IOException unsupported) { // As where folders are replaced.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (inner.lock.getHoldCount() == 1 && inner.channel != null) {
        inner.channel.close();
        inner.channel = null;
      }
    } finally {
      inner.lock.unlock();
    }
  }
}
