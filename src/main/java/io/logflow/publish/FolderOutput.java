package io.logflow.publish;

import io.logflow.job.Faults;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.Outputs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Publishes a folder of parts by one rename, and by two where it replaces another one. */
final class FolderOutput {
  private final OutputFileSystem files;

  FolderOutput(OutputFileSystem files) {
    this.files = files;
  }

  /** Whether a job has made a folder. */
  static boolean isOne(Job job) {
    return job.options().layout().folder();
  }

  /** The size of what a job has staged. */
  static long bytes(Job job) throws IOException {
    return isOne(job)
        ? FolderManifest.read(job.target().stagingFolder(job.id())).bytes()
        : Files.size(job.target().staging(job.id()));
  }

  /** Waits until all files and folders of it are on the disk. */
  void flush(Job job) throws IOException {
    Path folder = job.target().stagingFolder(job.id());
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (Files.isDirectory(path)) {
          folders.add(path);
        } else {
          files.syncFile(path);
        }
      }
    }
    for (Path below : folders) {
      files.syncFolder(below);
    }
  }

  /**
   * Fails where a path that is to be an output, or part of its folder, lies within an output.
   *
   * @param folder what is to hold it, which need not be there
   * @throws io.logflow.job.LogFlowException OUTPUT_EXISTS
   */
  static void requireOutside(Path path, Path folder) throws IOException {
    for (Path above = Disks.existing(folder).toRealPath();
        above != null;
        above = above.getParent()) {
      if (Outputs.isFolder(above) && FolderManifest.isIn(above)) {
        throw OutputErrors.within(path, above);
      }
    }
  }

  /**
   * Fails where a folder that is to be replaced holds outputs that are no parts of it.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_EXISTS
   */
  static void requireOnlyParts(Path output) throws IOException {
    Optional<Path> stranger;
    try {
      stranger = Outputs.stranger(output);
    } catch (LogFlowException e) { // Nobody can tell what belongs to it.
      throw OutputErrors.holdsMore(output, "its manifest is damaged");
    }
    if (stranger.isPresent()) {
      String name = output.relativize(stranger.get()).toString();
      throw OutputErrors.holdsMore(output, name + " in it is none of its parts");
    }
  }

  /** Gives the folder its name; its parts get theirs just before. */
  void give(Job job, Path name, boolean replace) throws IOException {
    Path folder = job.target().stagingFolder(job.id());
    boolean taken = Files.exists(name, LinkOption.NOFOLLOW_LINKS);
    if (taken && !(replace && Outputs.isFolder(name))) {
      throw new FileAlreadyExistsException(name.toString());
    }
    if (taken) {
      requireOnlyParts(name);
    }
    nameParts(folder);
    Faults.at("folder-parts-named");
    if (taken) {
      replace(job, folder, name);
    } else {
      Faults.file();
      Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
    }
    Faults.at("folder-named");
  }

  private static void replace(Job job, Path folder, Path name) throws IOException {
    FormerFolder former = new FormerFolder(job.target(), job.id());
    try (FormerFolder.Hold held = former.hold(name)) {
      former.takeAway(held);
      Faults.at("folder-former-away");
      try {
        Faults.file();
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        former.putBack(held);
        throw e;
      }
    }
  }

  private void nameParts(Path folder) throws IOException {
    List<Path> parts;
    try (Stream<Path> all = Files.walk(folder)) {
      parts =
          all.filter(path -> path.toString().endsWith(FileNames.PARQUET + LaidParts.HIDDEN))
              .toList();
    }
    for (Path part : parts) {
      String hidden = part.getFileName().toString();
      String name = hidden.substring(0, hidden.length() - LaidParts.HIDDEN.length());
      Files.move(part, part.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
    }
    for (Path below : parts.stream().map(Path::getParent).distinct().toList()) {
      files.syncFolder(below);
    }
  }

  /** Undoes {@link #give}. */
  void takeBack(Job job, Path name) throws IOException {
    Faults.file();
    FormerFolder former = new FormerFolder(job.target(), job.id());
    try (FormerFolder.Hold held = former.hold(name)) {
      Files.move(held.name(), job.target().stagingFolder(job.id()), StandardCopyOption.ATOMIC_MOVE);
      former.putBack(held);
    }
  }
}
