package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.Target;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of an output while a job puts another one in its place: it waits in staging, in {@code
 * <job>.former/} under its own name. While the new one is in staging, too, whoever clears up after
 * the job puts it back, and so does any later job, since a job may be on record nowhere; once the
 * new one has been published it is rubbish, wherever that is by then.
 */
final class FormerFolder {
  private static final String FORMER = ".former";

  /** Ids of jobs of this process: the system's locks do not tell its threads apart. */
  private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

  private final OutputFileSystem files = new OutputFileSystem();
  private final Target target;
  private final String jobId;

  FormerFolder(Target target, String jobId) {
    this.target = target;
    this.jobId = jobId;
  }

  /** Keeps others from putting the folder back; gone with the process. */
  record Hold(String jobId, Path name, FileChannel channel) implements Closeable {
    @Override
    public void close() throws IOException {
      channel.close();
      HELD.remove(jobId);
    }
  }

  /**
   * To be held from before the folder goes until the new one stands.
   *
   * @param name the path of the output, which is written down durably
   */
  Hold hold(Path name) throws IOException {
    HELD.add(jobId);
    try {
      FileChannel channel =
          FileChannel.open(
              note(),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      Hold held = new Hold(jobId, name, channel);
      try {
        lock(channel);
        channel.write(ByteBuffer.wrap(name.toAbsolutePath().toString().getBytes(UTF_8)));
        channel.force(true);
        return held;
      } catch (IOException e) {
        held.close();
        throw e;
      }
    } catch (IOException e) {
      HELD.remove(jobId);
      throw e;
    }
  }

  /** Some network file systems have no locks; nobody else gets one there either, and so waits. */
  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException unsupported) {
      return;
    }
  }

  /** Takes the folder out of the way. */
  void takeAway(Hold held) throws IOException {
    Files.createDirectories(folder());
    files.syncFolder(folder().getParent());
    Files.move(
        held.name(), folder().resolve(held.name().getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Puts the folder back where it was taken away and the new one was not published. */
  void putBack() throws IOException {
    if (isAway()) {
      putBack(Path.of(Files.readString(note())));
    }
  }

  /** As {@link #putBack()}, while it is held. */
  void putBack(Hold held) throws IOException {
    if (isAway()) {
      putBack(held.name());
    }
  }

  private boolean isAway() throws IOException {
    return Files.isDirectory(target.stagingFolder(jobId)) && !list(folder()).isEmpty();
  }

  private void putBack(Path name) throws IOException {
    if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(folder().resolve(name.getFileName()), name, StandardCopyOption.ATOMIC_MOVE);
      files.syncFolder(name.getParent());
    }
  }

  /**
   * Puts folders back, with their rejects, and removes those that were to replace them, whose jobs
   * died in between.
   */
  static void putBackOfDead(Target target) throws IOException {
    for (Path path : list(target.staging("").getParent())) {
      String name = path.getFileName().toString();
      if (name.endsWith(FORMER)) {
        String jobId = name.substring(0, name.length() - FORMER.length());
        new FormerFolder(target, jobId).putBackIfDead();
      }
    }
  }

  private void putBackIfDead() throws IOException {
    // What is another user's is put back by that user.
    if (HELD.contains(jobId) || !Files.isWritable(note())) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(note(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (isFree(channel) && isAway()) {
        // Not by its path: closing a second handle would drop the lock.
        Path name = Path.of(new String(Channels.newInputStream(channel).readAllBytes(), UTF_8));
        putBack(name);
        new RejectsFile(files).restore(target, jobId, name);
        Trees.delete(target.stagingFolder(jobId));
        Trees.delete(folder());
      }
    } catch (NoSuchFileException e) { // Whoever clears up after the job was quicker.
      return;
    }
  }

  private static boolean isFree(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException unsupported) { // As where the folder was taken away.
      return false;
    }
  }

  private Path folder() {
    return beside(FORMER);
  }

  private Path note() {
    return beside(".former-path.tmp");
  }

  private Path beside(String ending) {
    return target.staging(jobId).resolveSibling(jobId + ending);
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
