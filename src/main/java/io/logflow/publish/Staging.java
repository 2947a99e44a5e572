package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.Faults;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.Target;
import io.logflow.parquet.Outputs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    putBackFormer(target);
    checkName(job);
    FreeSpace.check(job, Disks.existing(target.folder()));
    try {
      hold(target, job.id());
    } catch (FileAlreadyExistsException e) {
      throw OutputErrors.notWritable(target.folder(), e.getFile() + " is not a folder", e);
    } catch (IOException e) {
      throw OutputErrors.of(e, Disks.existing(target.folder()));
    }
    return job;
  }

  /** As {@link #prepare}, for a job whose folder is held for its group. */
  public Job prepareHeld(Job job) {
    checkName(job);
    FreeSpace.check(job, Disks.existing(job.target().folder()));
    return job;
  }

  /**
   * Holds the folders of a group's outputs, as {@link #prepare} holds that of one job.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_NOT_WRITABLE, DISK_FULL
   */
  public void holdAll(String groupId, List<Job> jobs) {
    for (Target target : folders(jobs)) {
      putBackFormer(target);
      try {
        hold(target, groupHolder(groupId));
      } catch (FileAlreadyExistsException e) {
        throw OutputErrors.notWritable(target.folder(), e.getFile() + " is not a folder", e);
      } catch (IOException e) {
        throw OutputErrors.of(e, Disks.existing(target.folder()));
      }
    }
  }

  /** One target for each folder. */
  private static Collection<Target> folders(List<Job> jobs) {
    Map<Path, Target> folders = new LinkedHashMap<>();
    jobs.forEach(job -> folders.putIfAbsent(job.target().folder(), job.target()));
    return folders.values();
  }

  /** Gives back what {@link #holdAll} took, and removes what the jobs left. */
  public void releaseAll(String groupId, List<Job> jobs) {
    Map<Path, List<Job>> folders =
        jobs.stream().collect(Collectors.groupingBy(job -> job.target().folder()));
    for (List<Job> those : folders.values()) {
      Target target = those.get(0).target();
      try {
        for (Job job : those) {
          Trees.delete(job.resources().tempDir());
        }
        removeStaged(target, groupHolder(groupId), those.stream().map(Job::id).toList());
      } catch (IOException e) {
        throw OutputErrors.of(e, target.folder());
      }
    }
  }

  private static void putBackFormer(Target target) {
    try {
      FormerFolder.putBackOfDead(target);
    } catch (IOException e) {
      throw OutputErrors.of(e, Disks.existing(target.folder()));
    }
  }

  private static void checkName(Job job) {
    try {
      FolderOutput.requireOutside(Publisher.asked(job), job.target().folder());
      DatasetFolder.requireRight(job, job.target().publishFolder());
      if (FolderOutput.isOne(job)) {
        checkFolderName(job);
        return;
      }
    } catch (IOException e) {
      throw OutputErrors.of(e, Disks.existing(job.target().folder()));
    }
    Path path = job.target().path();
    boolean taken =
        job.options().onExisting() == OnExisting.FAIL
            && !job.options().layout().dataset()
            && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (taken || Files.isDirectory(path)) {
      throw OutputErrors.exists(path);
    }
  }

  /** Only what has a manifest is replaced: any other folder, or an input of that name, stays. */
  private static void checkFolderName(Job job) throws IOException {
    Path path = Publisher.asked(job);
    boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (there && job.options().onExisting() == OnExisting.FAIL) {
      throw OutputErrors.exists(path);
    }
    if (there && job.options().onExisting() == OnExisting.REPLACE) {
      if (!Outputs.isFolder(path)) {
        throw OutputErrors.notOurs(path);
      }
      FolderOutput.requireOnlyParts(path);
    }
  }

  /** Tries again when another job removes an empty folder that this one is about to use. */
  void hold(Target target, String jobId) throws IOException {
    Set<Path> made = new LinkedHashSet<>();
    for (int attempt = 1; ; attempt++) {
      try {
        Faults.file();
        makeFolders(target.folder(), made);
        Faults.file();
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
    Path above = Disks.existing(folder);
    for (Path next = folder; !next.equals(above); next = next.getParent()) {
      made.add(next);
    }
    Files.createDirectories(folder);
    for (Path one : made) {
      files.syncFolder(one.getParent());
    }
  }

  /** One job of a group may end before the others: what it holds for itself is another thing. */
  private static String groupHolder(String groupId) {
    return groupId + "-group";
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
    discard(job, List.of(job.id()));
  }

  /** As {@link #discard}, where the process has died: the job may have held for a whole group. */
  public void discardDead(Job job) {
    discard(job, List.of(groupHolder(job.id()), job.id()));
  }

  private static void discard(Job job, List<String> holders) {
    Target target = job.target();
    try {
      Trees.delete(job.resources().tempDir());
      for (String holder : holders) {
        removeStaged(target, holder, List.of(job.id()));
      }
    } catch (IOException e) {
      throw OutputErrors.of(e, target.folder());
    }
  }

  static void removeStaged(Target target, String holder, List<String> ids) throws IOException {
    Path hold = holdFile(target, holder);
    List<String> made = Files.exists(hold) ? Files.readAllLines(hold, UTF_8) : List.of();
    Faults.file();
    for (String id : ids) {
      new FormerFolder(target, id).putBack();
    }
    deleteStaged(hold.getParent(), ids);
    Faults.file();
    Files.deleteIfExists(hold);
    OutputFileSystem.deleteIfEmpty(hold.getParent());
    OutputFileSystem.deleteIfEmpty(target.aside());
    for (String folder : made) {
      OutputFileSystem.deleteIfEmpty(Path.of(folder));
    }
  }

  /** Engines may add to the front or the end of the staging file's name while they write. */
  private static void deleteStaged(Path staging, List<String> ids) throws IOException {
    if (!Files.isDirectory(staging)) {
      return;
    }
    List<Path> staged;
    try (Stream<Path> all = Files.list(staging)) {
      staged = all.filter(file -> isStaged(file.getFileName().toString(), ids)).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path file : staged) {
      Trees.delete(file);
    }
  }

  private static boolean isStaged(String name, List<String> ids) {
    return !name.endsWith(".hold") && ids.stream().anyMatch(name::contains);
  }
}
