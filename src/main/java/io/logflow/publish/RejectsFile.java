package io.logflow.publish;

import io.logflow.job.FittedName;
import io.logflow.job.Job;
import io.logflow.job.JobIds;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.job.Plan;
import io.logflow.job.Publication;
import io.logflow.job.Target;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
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
  private static String nameOf(Path output) {
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
  private static Path former(Target target, String jobId) {
    return target.stagingRejects(jobId).resolveSibling(jobId + ".former-rejects.tmp");
  }

  /**
   * Publishes the rejects under the name settled or, where that is taken, under the job's own name.
   * Rejects of an output that will be replaced go out of the way, whether or not there are new
   * ones; those of another output of the same name stay, which a file and a folder may have.
   */
  Optional<Path> publish(Job job, Publication named) throws IOException {
    Path beside = beside(named.path());
    if (job.options().onExisting() == OnExisting.REPLACE && isOf(beside, named.path())) {
      files.replace(beside, former(job.target(), job.id()));
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

  /** Whether rejects are there, and are those of an output that is there. */
  private static boolean isOf(Path rejects, Path output) {
    if (!Files.exists(rejects) || !Files.exists(output)) {
      return false;
    }
    Optional<String> owner = owner(rejects);
    return owner.isPresent()
        ? makers(output).contains(owner.get())
        : !Outputs.isFolder(output); // Versions that wrote no owner made no folders either.
  }

  /** The job that has left a rejects file; empty where it does not say so. */
  private static Optional<String> owner(Path rejects) {
    try {
      return Optional.ofNullable(ParquetFooters.read(rejects).metadata())
          .map(metadata -> metadata.get(FooterMetadata.JOB_ID));
    } catch (LogFlowException damaged) {
      return Optional.empty();
    }
  }

  private static List<String> makers(Path output) {
    try {
      return FooterMetadata.entries(Outputs.footer(output).metadata()).stream()
          .map(entry -> entry.getOrDefault(FooterMetadata.JOB_ID, ""))
          .toList();
    } catch (LogFlowException damaged) { // Or of another program.
      return List.of();
    }
  }

  /**
   * The rejects file of an output that is there: the one beside it or, where that is of another
   * one, the one under the own name of one of its jobs.
   */
  static Optional<Path> find(Path output, Collection<String> jobs) {
    Path beside = beside(output);
    if (Files.exists(beside) && owner(beside).map(jobs::contains).orElse(true)) {
      return Optional.of(beside);
    }
    String name = output.getFileName().toString();
    String stem = Outputs.isFolder(output) ? name : FileNames.stemOfParquet(name);
    return jobs.stream()
        .map(id -> FittedName.of(stem, "-" + JobIds.shortForm(id) + FileNames.REJECTS))
        .map(beside::resolveSibling)
        .filter(Files::exists)
        .findFirst();
  }

  /** Gives the rejects of an output back that was to be replaced, and was not. */
  void restore(Target target, String jobId, Path output) throws IOException {
    Path former = former(target, jobId);
    if (Files.exists(former)) {
      files.replace(former, beside(output));
    }
  }

  /** Undoes {@link #publish}, for an output that could not be published. */
  void withdraw(Job job, Publication named, Optional<Path> published) throws IOException {
    if (published.isPresent()) {
      files.takeBack(staged(job), published.get());
    }
    restore(job.target(), job.id(), named.path());
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
