package io.logflow.flow.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Held by the one process that watches an inbox; the system gives it back however that ends. */
final class InboxLock implements AutoCloseable {
  /**
   * Those of this process. The system's locks belong to a process: to open a file a second time and
   * close it again would give back the first one's.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private InboxLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a lock.
   *
   * @param file the lock, below a folder that exists
   * @param inbox what is locked, for messages
   * @throws LogFlowException STATE where somebody holds it, OUTPUT_NOT_WRITABLE
   */
  static InboxLock take(Path file, InboxSettings inbox) {
    synchronized (HELD) {
      try {
        Path real = file.getParent().toRealPath().resolve(file.getFileName());
        if (HELD.contains(real)) {
          throw held(inbox, "this process");
        }
        InboxLock lock = new InboxLock(real, locked(real, inbox));
        HELD.add(real);
        return lock;
      } catch (IOException e) {
        throw notUsable(inbox, e);
      }
    }
  }

  private static FileChannel locked(Path file, InboxSettings inbox) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw held(inbox, holder);
    }
    channel.truncate(0);
    String text = "process " + ProcessHandle.current().pid() + ", since " + Instant.now() + "\n";
    channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    return channel;
  }

  private static LogFlowException held(InboxSettings inbox, String holder) {
    return ErrorKind.STATE.error(
        inbox.isSchedule()
            ? "The %s is run by %s already.".formatted(inbox.name().replace(":", " "), holder)
            : "The inbox %s (%s) is watched by %s already."
                .formatted(inbox.path(), inbox.name(), holder),
        inbox.isSchedule()
            ? "End that process first; 'logflow batch run NAME' works beside it."
            : "End that process first, or watch another folder under another name.");
  }

  /** Where the lock of an inbox is. */
  static Path file(InboxSettings inbox) {
    return inbox.leavesFiles()
        ? inbox.work().resolve("lock")
        : inbox.path().resolve(".logflow").resolve("lock");
  }

  static LogFlowException notUsable(InboxSettings inbox, IOException cause) {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The inbox " + inbox.path() + " cannot be used: " + cause + ".",
        "Make the folder, and let this user write there.",
        cause);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  @Override
  public void close() {
    synchronized (HELD) {
      HELD.remove(file);
      try {
        channel.close();
      } catch (IOException e) {
        // The lock goes with the process at the latest.
        return;
      }
    }
  }
}
