package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One file that comes in. It has a row of its own in the jobs table, also where several inputs
 * become one output.
 *
 * @param jobId its row
 * @param path where its bytes are
 * @param originalName the base name under which it came
 * @param stamp size and time when the job was opened; compared again after reading
 * @param inspection what it is, once inspected
 */
public record Input(
    String jobId,
    Path path,
    String originalName,
    FileStamp stamp,
    Optional<Inspection> inspection) {
  public Input {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(path, "path is null");
    requireNonNull(originalName, "originalName is null");
    requireNonNull(stamp, "stamp is null");
    requireNonNull(inspection, "inspection is null");
  }

  public long size() {
    return stamp.size();
  }

  public Input withInspection(Inspection found) {
    return new Input(jobId, path, originalName, stamp, Optional.of(found));
  }
}
