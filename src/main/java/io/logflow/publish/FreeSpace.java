package io.logflow.publish;

import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Refuses a job that cannot fit on its disk. The estimate is the least a job needs: a twentieth of
 * its inputs, and one megabyte. Most Parquet files take more, so a disk may still run full later;
 * the engine's failure is then the same error.
 */
final class FreeSpace {
  private static final long LEAST = 1 << 20;
  private static final int INPUT_BYTES_PER_OUTPUT_BYTE = 20;

  private FreeSpace() {}

  /**
   * Checks the disk of a job's output.
   *
   * @param folder an existing folder on that disk
   * @throws LogFlowException DISK_FULL
   */
  static void check(Job job, Path folder) {
    long needed = needed(job.size());
    long usable = OutputErrors.usable(folder);
    if (usable < needed) {
      throw OutputErrors.diskFull(
          "The disk of %s has %s free, and the output of %s takes at least %s."
              .formatted(
                  job.target().folder(),
                  megabytes(usable),
                  job.inputs().get(0).originalName(),
                  megabytes(needed)),
          null);
    }
  }

  static long needed(long inputBytes) {
    return Math.max(LEAST, inputBytes / INPUT_BYTES_PER_OUTPUT_BYTE);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /**
   * Fails where less than this is free.
   *
   * @param what takes so much
   * @throws io.logflow.job.LogFlowException DISK_FULL
   */
  static void require(Path folder, long bytes, String what) {
    long usable = OutputErrors.usable(folder);
    if (usable < bytes) {
      throw OutputErrors.diskFull(
          String.format(
              Locale.ROOT,
              "The disk of %s has %.1f MB free, and %s takes up to %.1f MB.",
              folder,
              usable / 1e6,
              what,
              bytes / 1e6),
          null);
    }
  }
}
