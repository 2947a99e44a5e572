package io.logflow.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by whoever creates or migrates a state database: one process, and one thread of it, at a
 * time. A file of its own, because closing any handle of the database drops SQLite's locks.
 */
final class OpenLock {
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private OpenLock() {}

  /** What is done under the lock. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Waits for the lock, works, and gives it back. */
  static <T> T holding(Path database, Work<T> work) throws IOException {
    IN_PROCESS.lock();
    try {
      Path file = PrivateFiles.beside(database, ".lock");
      PrivateFiles.create(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.lock();
        return work.run();
      }
    } finally {
      IN_PROCESS.unlock();
    }
  }
}
