package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts inputs that are handed over into a work folder, durably. */
public final class HandedOver {
  private static final Logger LOG = LoggerFactory.getLogger(HandedOver.class);
  private static final OutputFileSystem FILES = new OutputFileSystem();

  private HandedOver() {}

  /**
   * Puts a file that is on its disk into the work folder.
   *
   * @param stays whether it is kept where it is, too: then it gets a second name, or is copied
   *     where that cannot be
   * @throws LogFlowException DISK_FULL, OUTPUT_NOT_WRITABLE
   */
  public static void move(Path file, Path work, boolean stays) {
    try {
      if (stays) {
        linkOrCopy(file, work);
        requireFile(file, work);
      } else {
        Files.move(file, work, StandardCopyOption.ATOMIC_MOVE);
      }
      FILES.syncFolder(work.getParent());
    } catch (IOException e) {
      throw OutputErrors.of(e, work.getParent());
    }
  }

  /** Somebody may have put a link into the place of the file that was looked at. */
  private static void requireFile(Path file, Path work) throws IOException {
    if (!Files.isRegularFile(work, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(work);
      throw ErrorKind.INPUT_NOT_FOUND.error(
          file + " is not a regular file any more.", "Name a regular file.");
    }
  }

  private static void linkOrCopy(Path file, Path work) throws IOException {
    try {
      Files.createLink(work, file);
    } catch (UnsupportedOperationException | FileSystemException otherDisk) {
      LOG.debug("{} gets no second name and is copied.", file, otherDisk);
      copy(file, work);
    }
  }

  private static void copy(Path file, Path work) throws IOException {
    try {
      Files.copy(file, work, LinkOption.NOFOLLOW_LINKS);
      FILES.syncFile(work);
    } catch (IOException e) {
      Files.deleteIfExists(work);
      throw e;
    }
  }

  /** Undoes {@link #move}, as far as that can be done. */
  public static void takeBack(Path file, Path work, boolean stays) {
    try {
      if (stays) {
        Files.deleteIfExists(work);
      } else {
        Files.move(work, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (AtomicMoveNotSupportedException e) {
      throw new IllegalStateException("it was moved in one step before", e);
    } catch (IOException e) { // The next start finds it there.
      LOG.warn("{} has no job and could not be taken back.", work, e);
    }
  }
}
