package io.logflow.job;

import java.nio.file.Path;

/**
 * What one job may use.
 *
 * @param threads threads, at least 1
 * @param memoryBytes heap and native memory together, bytes
 * @param tempDir a private folder of this job's, made by whoever needs it, removed when the job
 *     ends
 * @param unpacking how far compressed inputs may grow
 */
public record Resources(int threads, long memoryBytes, Path tempDir, UnpackLimits unpacking) {

  /** Resources that limit no compressed input. */
  public Resources(int threads, long memoryBytes, Path tempDir) {
    this(threads, memoryBytes, tempDir, UnpackLimits.NONE);
  }
}
