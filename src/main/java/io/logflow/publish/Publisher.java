package io.logflow.publish;

import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.Publication;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a verified staging file the output, durably and in one step: readers see the whole file or
 * none. First the name is settled, so that it can be on record before the file is there.
 */
public final class Publisher {
  private final OutputFileSystem files;
  private final RejectsFile rejectsFile;

  public Publisher() {
    this(new OutputFileSystem());
  }

  Publisher(OutputFileSystem files) {
    this.files = files;
    this.rejectsFile = new RejectsFile(files);
  }

  /**
   * Settles under which name the job will publish. It depends on nothing but the job.
   *
   * @return the job with a publication that is not durable yet
   */
  public Job name(Job job) {
    Path path = pathOf(job);
    long bytes = rethrowing(job, () -> Files.size(job.target().staging(job.id())));
    return job.withPublication(
        new Publication(path, bytes, rejectsFile.nameBeside(job, path), false));
  }

  /** The exact path under which a job publishes. */
  public static Path pathOf(Job job) {
    return job.target().folder().resolve(fileName(job));
  }

  private static String fileName(Job job) {
    String asked = job.target().fileName();
    return job.options().onExisting() == OnExisting.VERSION
        ? NameTemplate.version(FileNames.stemOfParquet(asked), job.id(), job.createdAt())
        : asked;
  }

  /**
   * Publishes the staging file under the settled name, its rejects first. Afterwards both are safe
   * from a power loss. Where it throws, nothing new is published and the staging files are there
   * again; only a replaced output may stay replaced when its folder cannot be written to the disk.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_EXISTS, OUTPUT_NOT_WRITABLE, DISK_FULL,
   *     CANCELLED
   */
  public Job publish(Job job) {
    Publication named =
        job.publication()
            .orElseThrow(() -> new IllegalStateException("job " + job.id() + " has no name yet"));
    job.control().check();
    return rethrowing(job, () -> job.withPublication(publish(job, named)));
  }

  private Publication publish(Job job, Publication named) throws IOException {
    files.syncFile(job.target().staging(job.id()));
    Optional<Path> rejects = Optional.empty();
    try {
      rejects = rejectsFile.publish(job, named);
      publishData(job, named.path());
    } catch (IOException e) {
      rejectsFile.withdraw(job, named, rejects);
      throw e;
    }
    return new Publication(named.path(), named.bytes(), rejects, true);
  }

  private void publishData(Job job, Path path) throws IOException {
    Path staging = job.target().staging(job.id());
    if (job.options().onExisting() == OnExisting.REPLACE) {
      files.replace(staging, path);
      files.syncFolder(path.getParent());
    } else {
      files.addDurably(staging, path);
    }
  }

  /**
   * Keeps the rejects of a job that failed, under a name of their own.
   *
   * @return where they are; empty where there are none, or where they were not written to the end
   */
  public Optional<Path> keepRejects(Job job) {
    return rethrowing(job, () -> rejectsFile.keep(job));
  }

  private static <T> T rethrowing(Job job, FileAction<T> action) {
    try {
      return action.run();
    } catch (FileAlreadyExistsException e) {
      throw OutputErrors.exists(Path.of(e.getFile()), e);
    } catch (IOException e) {
      throw OutputErrors.of(e, job.target().folder());
    }
  }

  private interface FileAction<T> {
    T run() throws IOException;
  }
}
