package io.logflow.publish;

import io.logflow.job.FittedName;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.Plan;
import io.logflow.job.Publication;
import io.logflow.job.Target;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Publishes a job's rejects beside its output, in {@code _logflow/}, where no reader of the folder
 * takes them for data.
 */
final class RejectsFile {
  private final OutputFileSystem files;

  RejectsFile(OutputFileSystem files) {
    this.files = files;
  }

  /** The name of the rejects of this output; empty where the job rejected nothing. */
  Optional<Path> nameBeside(Job job, Path output) {
    return job.plan().map(Plan::rowsRejected).orElse(0L) > 0
        ? Optional.of(beside(output))
        : Optional.empty();
  }

  private static Path beside(Path output) {
    return output.resolveSibling(Target.ASIDE).resolve(nameOf(output));
  }

  /** The name of the rejects file that goes with an output. */
  static String nameOf(Path output) {
    String stem = FileNames.stemOfParquet(output.getFileName().toString());
    return FittedName.of(stem, FileNames.REJECTS);
  }

  private static Path ownName(Job job) {
    return job.target().keptRejects(job.id());
  }

  private static Path staged(Job job) {
    return job.target().stagingRejects(job.id());
  }

  /** Where the rejects of an output that is to be replaced wait for the outcome. */
  private static Path former(Job job) {
    return staged(job).resolveSibling(job.id() + ".former-rejects.tmp");
  }

  /**
   * Publishes the rejects under the name settled or, where that is taken, under the job's own name.
   * Rejects of an output that will be replaced go out of the way, whether or not there are new
   * ones.
   */
  Optional<Path> publish(Job job, Publication named) throws IOException {
    Path beside = beside(named.path());
    if (job.options().onExisting() == OnExisting.REPLACE && Files.exists(beside)) {
      files.replace(beside, former(job));
    }
    if (named.rejects().isEmpty()) {
      return Optional.empty();
    }
    files.syncFile(staged(job));
    files.makeFolder(named.rejects().get().getParent());
    return Optional.of(give(job, named.rejects().get()));
  }

  private Path give(Job job, Path name) throws IOException {
    try {
      files.addDurably(staged(job), name);
      return name;
    } catch (FileAlreadyExistsException e) {
      files.addDurably(staged(job), ownName(job));
      return ownName(job);
    }
  }

  /** Gives the rejects of an output back that was to be replaced, and was not. */
  void restore(Job job, Path output) throws IOException {
    if (Files.exists(former(job))) {
      files.replace(former(job), beside(output));
    }
  }

  /** Undoes {@link #publish}, for an output that could not be published. */
  void withdraw(Job job, Publication named, Optional<Path> published) throws IOException {
    if (published.isPresent()) {
      files.takeBack(staged(job), published.get());
    }
    restore(job, named.path());
  }

  /** Publishes the rejects of a job that failed, if they are a whole file. */
  Optional<Path> keep(Job job) throws IOException {
    Path staged = staged(job);
    if (!Files.isRegularFile(staged) || !ParquetEnds.present(staged)) {
      return Optional.empty();
    }
    Path kept = ownName(job);
    files.syncFile(staged);
    files.replace(staged, kept);
    files.syncFolder(kept.getParent());
    return Optional.of(kept);
  }
}
