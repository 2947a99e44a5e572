package io.logflow.duck;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What one DuckDB instance may use.
 *
 * @param threads threads, at least 1
 * @param memoryBytes native memory, bytes
 * @param spillFolder a private folder that exists and takes what does not fit in memory
 * @param spillBytes most bytes in {@code spillFolder}
 */
public record DuckLimits(int threads, long memoryBytes, Path spillFolder, long spillBytes) {
  public DuckLimits {
    requireNonNull(spillFolder, "spillFolder is null");
    if (threads < 1 || memoryBytes < 1 || spillBytes < 0) {
      throw new IllegalArgumentException(
          "threads " + threads + ", memory " + memoryBytes + ", spill " + spillBytes);
    }
  }
}
