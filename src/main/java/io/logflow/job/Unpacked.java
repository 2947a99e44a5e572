package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The plain content of an input that came in compressed.
 *
 * @param compression what it was wrapped in
 * @param file the content, in the job's temporary folder
 * @param size bytes of the content
 * @param sha256 of the bytes as they came in, lower-case hex
 */
public record Unpacked(Compression compression, Path file, long size, String sha256) {
  public Unpacked {
    requireNonNull(compression, "compression is null");
    requireNonNull(file, "file is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
