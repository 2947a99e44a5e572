package io.logflow.engine.arrow;

import io.logflow.engine.Support;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.PageOptions;

/**
 * How much is held and written at a time.
 *
 * @param groupBytes aim for a row group, bytes before encoding and compression
 * @param partBytes bytes of text after which a part ends
 */
record Sizes(long groupBytes, long partBytes) {
  /** What is held of a row group is compressed but for the indices of dictionaries. */
  private static final int SHARE_OF_MEMORY = 4;

  /** What scan and encoders of two threads and a draft take, as measured with 20 000 columns. */
  private static final long BYTES_A_COLUMN = 48 << 10;

  private static final long SMALLEST_GROUP = 1 << 20;
  private static final long MOST_PART = 8 << 20;

  /** Of rows that are nearly all NULL. */
  private static final long MOST_GROUP_ROWS = 10_000_000;

  static Sizes of(Job job) {
    long memory = Math.min(job.resources().memoryBytes(), Runtime.getRuntime().maxMemory());
    long most = Math.max(SMALLEST_GROUP, memory / SHARE_OF_MEMORY);
    long group = Math.min(most, job.options().rowGroupBytes());
    return new Sizes(group, json(job) ? Long.MAX_VALUE : Math.min(group, MOST_PART));
  }

  /** Whether a job's inputs are JSON, which comes in pieces of bounded size that are parts. */
  static boolean json(Job job) {
    return job.inputs().stream()
        .flatMap(input -> input.inspection().stream())
        .anyMatch(found -> found.format().isJson());
  }

  /** Whether the memory is enough for the columns of a plan. */
  static Support fits(Plan plan) {
    long needed = plan.columns().size() * BYTES_A_COLUMN;
    long heap = Runtime.getRuntime().maxMemory();
    return needed <= heap
        ? Support.YES
        : Support.no(
            "%d columns need about %d MB of memory, and Java may use %d MB"
                .formatted(plan.columns().size(), needed >> 20, heap >> 20));
  }

  static PageOptions pages(Job job) {
    return PageOptions.of(job.options().compression(), job.options().compressionLevel())
        .withBloomFilters(job.options().bloomFilters());
  }

  /** Whether a row group ends; see {@link GroupWriter.Sizing}. */
  boolean full(int group, int parts, long rows, long bytes) {
    return bytes >= groupBytes || rows >= MOST_GROUP_ROWS;
  }
}
