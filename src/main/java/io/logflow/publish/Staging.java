package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.Target;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes room for an output before any work is done, and clears it up when the job has ended. A
 * job's hold file keeps its staging folder from being removed as empty by another job; it names the
 * folders that were made for the job.
 */
public final class Staging {
  private static final int ATTEMPTS = 100;

  private final OutputFileSystem files = new OutputFileSystem();

  /**
   * Checks that the output can be published and makes its staging folder, and its folder where it
   * is missing.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_EXISTS, OUTPUT_NOT_WRITABLE, DISK_FULL
   */
  public Job prepare(Job job) {
    Target target = job.target();
    checkName(job);
    FreeSpace.check(job, existing(target.folder()));
    try {
      hold(target, job.id());
    } catch (FileAlreadyExistsException e) {
      throw OutputErrors.notWritable(target.folder(), e.getFile() + " is not a folder", e);
    } catch (IOException e) {
      throw OutputErrors.of(e, existing(target.folder()));
    }
    return job;
  }

  private static void checkName(Job job) {
    Path path = job.target().path();
    boolean taken =
        job.options().onExisting() == OnExisting.FAIL
            && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (taken || Files.isDirectory(path)) {
      throw OutputErrors.exists(path);
    }
  }

  /** Tries again when another job removes an empty folder that this one is about to use. */
  private void hold(Target target, String jobId) throws IOException {
    Set<Path> made = new LinkedHashSet<>();
    for (int attempt = 1; ; attempt++) {
      try {
        makeFolders(target.folder(), made);
        Files.createDirectories(holdFile(target, jobId).getParent());
        Files.write(holdFile(target, jobId), made.stream().map(Path::toString).toList(), UTF_8);
        return;
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // Java takes a folder that vanishes just after it was found for a file in the way.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Makes a folder and what is missing above it, durably; adds the missing ones, lowest first. */
  private void makeFolders(Path folder, Set<Path> made) throws IOException {
    Path above = existing(folder);
    for (Path next = folder; !next.equals(above); next = next.getParent()) {
      made.add(next);
    }
    Files.createDirectories(folder);
    for (Path one : made) {
      files.syncFolder(one.getParent());
    }
  }

  /** The folder, or the lowest one above it that exists. */
  private static Path existing(Path folder) {
    Path found = folder;
    while (!Files.exists(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }

  private static Path holdFile(Target target, String jobId) {
    return target.staging(jobId).resolveSibling(jobId + ".hold");
  }

  /**
   * Removes what the job left beside its output and its private temporary folder, and the folders
   * that are empty then. To be called once when the job has ended, well or not, also where {@link
   * #prepare} failed.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_NOT_WRITABLE where something cannot be removed
   */
  public void discard(Job job) {
    Target target = job.target();
    try {
      Trees.delete(job.resources().tempDir());
      Path hold = holdFile(target, job.id());
      List<String> made = Files.exists(hold) ? Files.readAllLines(hold, UTF_8) : List.of();
      deleteStaged(hold.getParent(), job.id());
      Files.deleteIfExists(hold);
      OutputFileSystem.deleteIfEmpty(hold.getParent());
      OutputFileSystem.deleteIfEmpty(target.aside());
      for (String folder : made) {
        OutputFileSystem.deleteIfEmpty(Path.of(folder));
      }
    } catch (IOException e) {
      throw OutputErrors.of(e, target.folder());
    }
  }

  /** Engines may add to the front or the end of the staging file's name while they write. */
  private static void deleteStaged(Path staging, String jobId) throws IOException {
    if (!Files.isDirectory(staging)) {
      return;
    }
    List<Path> staged;
    try (Stream<Path> all = Files.list(staging)) {
      staged = all.filter(file -> isStaged(file.getFileName().toString(), jobId)).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path file : staged) {
      Trees.delete(file);
    }
  }

  private static boolean isStaged(String name, String jobId) {
    return name.contains(jobId) && !name.endsWith(".hold");
  }
}
