package io.logflow.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was published.
 *
 * @param path the Parquet file
 * @param bytes its size
 * @param rejects the rejects file, where there is one
 */
public record Publication(Path path, long bytes, Optional<Path> rejects) {}
