package io.logflow.publish;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.logflow.job.Faults;
import io.logflow.job.FittedName;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What publication asks of a file system, and what to do where one lacks it. */
class OutputFileSystem {

  /** Waits until a file's bytes are on the disk. */
  void syncFile(Path file) throws IOException {
    Faults.file();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Waits until a folder's entries are on the disk. Windows keeps them safe by itself. */
  void syncFolder(Path folder) throws IOException {
    Faults.file();
    if (File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives {@code file} the name {@code name}, in one step, whether or not the name is taken. */
  void replace(Path file, Path name) throws IOException {
    Faults.file();
    Files.move(file, name, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** As {@link #add}, safe from a power loss; where it throws, the name is not given. */
  void addDurably(Path file, Path name) throws IOException {
    add(file, name);
    try {
      syncFolder(name.getParent());
    } catch (IOException e) {
      takeBack(file, name);
      throw e;
    }
  }

  /**
   * Gives {@code file} the further name {@code name}, in one step; where the file system has no
   * hard links the first name goes. A name that already is this file's is fine.
   *
   * @throws FileAlreadyExistsException if the name is taken
   */
  void add(Path file, Path name) throws IOException {
    try {
      link(file, name);
    } catch (FileAlreadyExistsException e) {
      if (!isSame(file, name)) {
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      moveUnderClaim(file, name);
    }
  }

  /**
   * As {@link #add}, under the plain name or, where that is taken by another file, with the end of
   * the job's id.
   *
   * @return the name given
   */
  Path addUnderFreeName(Path file, Path folder, String name, String jobId) throws IOException {
    try {
      Path plain = folder.resolve(name);
      add(file, plain);
      return plain;
    } catch (FileAlreadyExistsException taken) {
      Path own = folder.resolve(FileNames.withShortForm(name, jobId));
      add(file, own);
      return own;
    }
  }

  /** Makes a folder and those above it, safe from a power loss. */
  void makeFolder(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path next = folder; !Files.isDirectory(next); next = next.getParent()) {
      missing.add(next);
    }
    Files.createDirectories(folder);
    for (Path made : missing) {
      syncFolder(made.getParent());
    }
  }

  /** Undoes {@link #add}: {@code name} goes and {@code file} is there again. */
  void takeBack(Path file, Path name) throws IOException {
    Faults.file();
    if (Files.exists(file)) {
      Files.deleteIfExists(name);
    } else {
      Files.move(name, file);
    }
  }

  /** A hard link. FAT, some network file systems and some containers refuse it. */
  void link(Path file, Path name) throws IOException {
    Faults.file();
    Files.createLink(name, file);
  }

  /**
   * The claim file beside {@code file} keeps other LogFlow processes from the name between the
   * check and the move; nothing keeps strangers from it. A claim of a dead process is swept with
   * the other staging files.
   */
  private static void moveUnderClaim(Path file, Path name) throws IOException {
    Path claim = file.resolveSibling(FittedName.of(name.getFileName().toString(), ".claim"));
    try {
      Files.createFile(claim);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(name.toString());
    }
    try {
      if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(name.toString());
      }
      Files.move(file, name);
    } finally {
      Files.delete(claim);
    }
  }

  /** Whether two names are of one file; not, where either is gone. */
  static boolean isSame(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
  }

  /** Removes a folder if it is there and empty; others may use it. */
  static void deleteIfEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // In use by another job, whose turn it will be.
      return;
    }
  }
}
