package io.logflow.engine;

import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.WriteOptions;
import java.util.HashMap;
import java.util.Map;

/** Sizes row groups as the options ask, within the job's memory. */
final class RowGroups {
  /** The writer holds a row group's pages, what compresses them, and the batch beside. */
  private static final int SHARE_OF_MEMORY = 4;

  private static final long SMALLEST_BYTES = 1 << 20;

  private RowGroups() {}

  static WriteOptions options(Job job, Plan plan) {
    long memory = Math.min(job.resources().memoryBytes(), Runtime.getRuntime().maxMemory());
    long most = Math.max(SMALLEST_BYTES, memory / SHARE_OF_MEMORY);
    long bytes = Math.min(most, job.options().rowGroupBytes());
    long longest = plan.inputs().stream().mapToLong(InputPlan::longestRecord).max().orElse(0);
    return new WriteOptions(
        job.options().compression(),
        job.options().compressionLevel(),
        bytes,
        rows(bytes, job.contentSize() / Math.max(1, plan.rowsTaken())),
        longest,
        job.options().bloomFilters(),
        distinct(plan));
  }

  private static Map<String, Long> distinct(Plan plan) {
    Map<String, Long> distinct = new HashMap<>();
    plan.columns()
        .forEach(
            column ->
                column
                    .statistics()
                    .ifPresent(read -> distinct.put(column.column().name(), read.distinct())));
    return distinct;
  }

  /** Pages count as small once compressed, so rows are counted by what they took in the input. */
  private static int rows(long bytes, long averageRow) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / Math.max(1, averageRow)));
  }
}
