package io.logflow.flow;

import io.logflow.job.Job;
import io.logflow.job.JobIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the rejects of a job are that published nothing. */
final class RejectsFile {
  private RejectsFile() {}

  /** The rejects file, if the job kept one. */
  static Optional<Path> kept(Job job) {
    String name = job.target().fileName();
    String stem = name.endsWith(".parquet") ? name.substring(0, name.length() - 8) : name;
    Path file = job.target().aside().resolve(stem + "-" + JobIds.shortForm(job.id()) + ".rejects");
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
