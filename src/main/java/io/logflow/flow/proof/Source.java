package io.logflow.flow.proof;

import io.logflow.flow.JobConfig;
import io.logflow.job.Job;
import io.logflow.job.Request;
import io.logflow.job.Sha256;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The input of a job, looked for when it is first asked for. */
public final class Source {
  private final StoredJob job;
  private final int inputs;
  private Optional<Path> path = Optional.empty();

  /**
   * @param inputs how many inputs the job's output has
   */
  public Source(StoredJob job, int inputs) {
    this.job = job;
    this.inputs = inputs;
  }

  /** Why it cannot be read again; empty where it can. */
  public String note() throws IOException {
    if (inputs > 1) {
      return "it is one of " + inputs + " inputs of this file";
    }
    for (String column : List.of("archive_path", "input_path")) {
      Optional<Path> place = job.text(column).map(Path::of).filter(Files::isRegularFile);
      if (place.isPresent() && job.text("input_sha256").equals(hash(place.get()))) {
        path = place;
        return "";
      }
    }
    boolean relative = job.text("input_path").map(Path::of).filter(Path::isAbsolute).isEmpty();
    return relative
        ? "it was named by a relative path, and is not below this folder with the same contents"
        : "it is gone, or its contents are others by now";
  }

  private static Optional<String> hash(Path place) throws IOException {
    return Optional.of(Sha256.of(place));
  }

  /** Where it was found; empty before {@link #note}, and where that says why not. */
  public Optional<Path> path() {
    return path;
  }

  /** Asks to read it as the job did. */
  Request request() {
    return JobConfig.request(job, path.orElseThrow());
  }

  /** Whether settings that change the output's content are still what they were for the job. */
  boolean sameSettings(Job planned) {
    return job.text("config_hash").equals(Optional.of(planned.settings().configHash()));
  }
}
