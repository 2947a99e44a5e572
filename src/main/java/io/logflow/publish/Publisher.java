package io.logflow.publish;

import io.logflow.job.Job;
import io.logflow.job.Layout;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.job.Publication;
import io.logflow.job.Target;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a verified staging file the output, durably and in one step: readers see the whole file or
 * none. First the name is settled, so that it can be on record before the file is there.
 */
public final class Publisher {
  private final OutputFileSystem files;
  private final RejectsFile rejectsFile;
  private final Optional<Datasets> datasets;

  /** One that knows of no datasets. */
  public Publisher() {
    this(new OutputFileSystem());
  }

  public Publisher(Datasets datasets) {
    this(new OutputFileSystem(), Optional.of(datasets));
  }

  Publisher(OutputFileSystem files) {
    this(files, Optional.empty());
  }

  private Publisher(OutputFileSystem files, Optional<Datasets> datasets) {
    this.files = files;
    this.rejectsFile = new RejectsFile(files);
    this.datasets = datasets;
  }

  /**
   * Settles under which name the job will publish. It depends on nothing but the job.
   *
   * @return the job with a publication that is not durable yet
   */
  public Job name(Job job) {
    Path path = pathOf(job);
    long bytes = rethrowing(job, () -> FolderOutput.bytes(job));
    return job.withPublication(
        new Publication(path, bytes, rejectsFile.nameBeside(job, path), false));
  }

  /** The exact path under which a job publishes. */
  public static Path pathOf(Job job) {
    return named(job.target(), job.options().layout(), fileName(job));
  }

  /** The path that was asked for, where another one may be published. */
  public static Path asked(Job job) {
    return asked(job.target(), job.options().layout());
  }

  /** As {@link #asked(Job)}, of a job that is not open yet. */
  public static Path asked(Target target, Layout layout) {
    return named(target, layout, target.fileName());
  }

  /** A folder of parts has the name of the file without its ending. */
  private static Path named(Target target, Layout layout, String fileName) {
    return target
        .publishFolder()
        .resolve(layout.folder() ? FileNames.stemOfParquet(fileName) : fileName);
  }

  private static String fileName(Job job) {
    String asked = job.target().fileName();
    return job.options().onExisting() == OnExisting.VERSION || job.options().layout().dataset()
        ? NameTemplate.version(FileNames.stemOfParquet(asked), job.id(), job.createdAt())
        : asked;
  }

  /**
   * Publishes the staging file under the settled name, its rejects first. Afterwards both are safe
   * from a power loss. Where it throws, nothing new is published and the staging files are there
   * again; only a replaced output may stay replaced when its folder cannot be written to the disk.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_EXISTS, OUTPUT_NOT_WRITABLE, DISK_FULL,
   *     INPUT_CHANGED, CANCELLED
   */
  public Job publish(Job job) {
    Published published = publishAll(List.of(job)).get(0);
    if (published.failure().isPresent()) {
      throw published.failure().get();
    }
    return published.job();
  }

  /**
   * What became of one job of a group.
   *
   * @param job the job, with its publication where it is published
   * @param failure why it is not
   */
  public record Published(Job job, Optional<LogFlowException> failure) {}

  /**
   * Publishes jobs together, as {@link #publish} does each: every file is on the disk before it
   * gets its name, and each folder is flushed once, after all names. One that fails stops no other.
   */
  public List<Published> publishAll(List<Job> jobs) {
    return new GroupPublisher(files, rejectsFile, datasets).publish(jobs);
  }

  /**
   * The rejects file of an output that is there, where the job rejected rows and it is there, too.
   *
   * @param rejected rows that the job rejected
   * @param footer of the output
   */
  public static Optional<Path> rejectsOf(Path output, long rejected, Footer footer) {
    List<String> jobs =
        FooterMetadata.entries(footer.metadata()).stream()
            .flatMap(entry -> Stream.ofNullable(entry.get(FooterMetadata.JOB_ID)))
            .toList();
    return rejected > 0 ? RejectsFile.find(output, jobs) : Optional.empty();
  }

  /**
   * Gives an output its rejects back that a job was about to replace when its process died.
   *
   * @param output as it is on record for the job
   */
  public void restoreRejects(Job job, Path output) {
    rethrowing(
        job,
        () -> {
          rejectsFile.restore(job.target(), job.id(), output);
          return output;
        });
  }

  /**
   * Keeps the rejects of a job that failed, under a name of their own.
   *
   * @return where they are; empty where there are none, or where they were not written to the end
   */
  public Optional<Path> keepRejects(Job job) {
    return rethrowing(job, () -> rejectsFile.keep(job));
  }

  static <T> T rethrowing(Job job, FileAction<T> action) {
    try {
      return action.run();
    } catch (FileAlreadyExistsException e) {
      throw OutputErrors.exists(Path.of(e.getFile()), e);
    } catch (IOException e) {
      throw OutputErrors.of(e, job.target().folder());
    }
  }

  interface FileAction<T> {
    T run() throws IOException;
  }
}
