package io.logflow.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is published, or about to be.
 *
 * @param path the Parquet file
 * @param bytes its size
 * @param rejects the rejects file, where there is one
 * @param durable whether the file stands under its name, safe from a power loss; before that only
 *     its name is settled
 */
public record Publication(Path path, long bytes, Optional<Path> rejects, boolean durable) {

  /** A publication that has taken place. */
  public Publication(Path path, long bytes, Optional<Path> rejects) {
    this(path, bytes, rejects, true);
  }
}
