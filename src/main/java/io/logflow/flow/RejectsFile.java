package io.logflow.flow;

import io.logflow.job.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the rejects of a job are that published nothing. */
final class RejectsFile {
  private RejectsFile() {}

  /** The rejects file, if the job kept one. */
  static Optional<Path> kept(Job job) {
    Path file = job.target().keptRejects(job.id());
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
