package io.logflow.publish;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of the disks behind folders. A folder that is not there counts as the one above.
 */
public final class Disks {
  private Disks() {}

  /** The folder, or the lowest one above it that exists. */
  public static Path existing(Path folder) {
    Path found = folder;
    while (!Files.exists(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }

  /**
   * Checks that there is room on the disk of a folder.
   *
   * @param bytes how much must be free
   * @param setting which setting says so
   * @throws io.logflow.job.LogFlowException DISK_FULL; OUTPUT_NOT_WRITABLE where the disk cannot be
   *     asked
   */
  public static void requireFree(Path folder, long bytes, String setting) {
    try {
      long free = usable(existing(folder));
      if (free < bytes) {
        throw ErrorKind.DISK_FULL.error(
            "The disk of %s has %d bytes free.".formatted(folder, free),
            "Free some space there, or lower %s, which is %d bytes.".formatted(setting, bytes));
      }
    } catch (IOException e) {
      throw OutputErrors.of(e, folder);
    }
  }

  /** Bytes of a file, or of all files below a folder; 0 for what cannot be looked at. */
  public static long bytesBelow(Path place) {
    try (Stream<Path> all = Files.walk(place)) {
      return all.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** Bytes that this user may still write to the disk of a folder that is there. */
  static long usable(Path folder) throws IOException {
    // Java finds a folder's file store by a look at all of them; the old class asks the system. It
    // says 0 for a full disk and for what it cannot look at.
    long usable = folder.toFile().getUsableSpace();
    return usable > 0 ? usable : Files.getFileStore(folder).getUsableSpace();
  }

  /**
   * Checks that files can be moved from one folder to the others in one step, by moving an empty
   * one.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_NOT_WRITABLE where one is on another disk
   */
  public static void requireOne(Path folder, List<Path> others) throws IOException {
    Path probe = Files.createTempFile(folder, ".probe", null);
    try {
      for (Path other : others) {
        Path there = existing(other).resolve(probe.getFileName());
        Files.move(probe, there, StandardCopyOption.ATOMIC_MOVE);
        Files.move(there, probe, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (AtomicMoveNotSupportedException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "%s lies on another disk than %s.".formatted(e.getOtherFile(), folder),
          "Choose folders for work, done and failed on the disk of the inbox.",
          e);
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
