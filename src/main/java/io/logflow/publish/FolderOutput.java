package io.logflow.publish;

import io.logflow.job.Faults;
import io.logflow.job.Job;
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
import java.util.stream.Stream;

/**
 * Publishes a folder of parts by one rename. A folder that it replaces waits in staging, in {@code
 * <job>.former/} under its own name; whoever clears up after the job, also after its death, puts it
 * back where the name is free, and removes it where the new one stands.
 */
final class FolderOutput {
  private static final String FORMER = ".former";
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

  /** Gives the folder its name; its parts get theirs just before. */
  void give(Job job, Path name, boolean replace) throws IOException {
    Path folder = job.target().stagingFolder(job.id());
    boolean taken = Files.exists(name, LinkOption.NOFOLLOW_LINKS);
    if (taken && !(replace && Outputs.isFolder(name))) {
      throw new FileAlreadyExistsException(name.toString());
    }
    nameParts(folder);
    Faults.at("folder-parts-named");
    Path former = formerOf(job.target().staging(job.id()), job.id()).resolve(name.getFileName());
    if (taken) {
      Files.createDirectories(former.getParent());
      files.syncFolder(former.getParent().getParent());
      Files.move(name, former, StandardCopyOption.ATOMIC_MOVE);
      Faults.at("folder-former-away");
    }
    try {
      Faults.file();
      Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (taken) {
        Files.move(former, name, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    Faults.at("folder-named");
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
    Files.move(name, job.target().stagingFolder(job.id()), StandardCopyOption.ATOMIC_MOVE);
    putBack(job.target().folder(), job.target().staging(job.id()).getParent(), job.id());
  }

  /** Puts a folder back that a job had moved away without putting a new one in its place. */
  static void putBack(Path outputs, Path staging, String jobId) throws IOException {
    Path former = staging.resolve(jobId + FORMER);
    if (!Files.isDirectory(former)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> folders = Files.list(former)) {
      all = folders.toList();
    }
    OutputFileSystem files = new OutputFileSystem();
    for (Path folder : all) {
      Path name = outputs.resolve(folder.getFileName());
      if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
        files.syncFolder(outputs);
      }
    }
  }

  private static Path formerOf(Path staging, String jobId) {
    return staging.resolveSibling(jobId + FORMER);
  }
}
