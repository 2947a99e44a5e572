package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file that comes in. It has a row of its own in the jobs table, also where several inputs
 * become one output.
 *
 * @param jobId its row
 * @param path where its bytes came in
 * @param originalName the base name under which it came
 * @param stamp size and time when the job was opened; compared again after reading
 * @param inspection what it is, once inspected
 * @param unpacked its plain content, where it came in compressed
 */
public record Input(
    String jobId,
    Path path,
    String originalName,
    FileStamp stamp,
    Optional<Inspection> inspection,
    Optional<Unpacked> unpacked) {
  public Input {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(path, "path is null");
    requireNonNull(originalName, "originalName is null");
    requireNonNull(stamp, "stamp is null");
    requireNonNull(inspection, "inspection is null");
    requireNonNull(unpacked, "unpacked is null");
  }

  /** An input whose bytes are its content. */
  public Input(
      String jobId,
      Path path,
      String originalName,
      FileStamp stamp,
      Optional<Inspection> inspection) {
    this(jobId, path, originalName, stamp, inspection, Optional.empty());
  }

  /** Bytes as they came in. */
  public long size() {
    return stamp.size();
  }

  /** The file that holds the plain content: what readers open. */
  public Path content() {
    return unpacked.map(Unpacked::file).orElse(path);
  }

  /** Bytes of the plain content. */
  public long contentSize() {
    return unpacked.map(Unpacked::size).orElseGet(this::size);
  }

  /** What it came in. */
  public Compression compression() {
    return unpacked.map(Unpacked::compression).orElse(Compression.NONE);
  }

  /**
   * Checks that the file is still the one that was opened.
   *
   * @throws IOException if it cannot be looked at
   * @throws LogFlowException INPUT_CHANGED
   */
  public void requireUnchanged() throws IOException {
    if (!FileStamp.of(path).equals(stamp)) {
      throw ErrorKind.INPUT_CHANGED.error(
          originalName + " changed while it was read.",
          "Wait until whatever writes it has finished, and try again.");
    }
  }

  public Input withUnpacked(Unpacked content) {
    return new Input(jobId, path, originalName, stamp, inspection, Optional.of(content));
  }

  public Input withInspection(Inspection found) {
    return new Input(jobId, path, originalName, stamp, Optional.of(found), unpacked);
  }
}
