package io.logflow.flow.replay;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.store.OwnerLock;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Lets one replay of a job at a time look for what is left, and take it in. */
final class ReplayLock {
  private final Path file;
  private final FileChannel channel;

  private ReplayLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Does something while it holds the lock of a job.
   *
   * @throws LogFlowException USAGE where somebody else holds it
   */
  static <T> T holding(StateStore store, String jobId, Supplier<T> work) {
    ReplayLock lock = of(store, jobId);
    try {
      return work.get();
    } finally {
      lock.release();
    }
  }

  private static ReplayLock of(StateStore store, String jobId) {
    Path file = OwnerLock.fileOfDoor(store, "replay " + jobId);
    try {
      while (true) {
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
          channel.close();
          throw taken(jobId);
        }
        if (Files.exists(file)) {
          return new ReplayLock(file, channel);
        }
        channel.close(); // Its last holder removed it just before.
      }
    } catch (IOException e) {
      throw ErrorKind.STATE.error(
          "The lock file " + file + " cannot be used: " + e.getMessage() + ".",
          "Check the folder of the state database.",
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static LogFlowException taken(String jobId) {
    return ErrorKind.USAGE.error(
        "Another replay of job " + jobId + " is running.", "Wait for its end, and look again.");
  }

  private void release() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw ErrorKind.STATE.error(
          "The lock file " + file + " cannot be given back: " + e.getMessage() + ".",
          "Check the folder of the state database.",
          e);
    }
  }
}
