package io.logflow.engine;

import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.ChunkCount;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts a column as a job's inputs have it, row by row in their order, without an output. */
public final class SourceCounts {
  private final Rows rows;
  private final int column;
  private final List<Long> stretches;
  private final List<ChunkCount> counts = new ArrayList<>();
  private ChunkCount count = ChunkCount.NONE;
  private long left;

  private SourceCounts(Rows rows, int column, List<Long> stretches) {
    this.rows = rows;
    this.column = column;
    this.stretches = stretches;
    this.left = stretches.isEmpty() ? 0 : stretches.get(0);
  }

  /**
   * Reads all inputs once more.
   *
   * @param column index of the planned column
   * @param stretches rows of each stretch; rows behind the last one belong to it
   * @return a count for each stretch
   */
  public static List<ChunkCount> of(Job job, Plan plan, int column, List<Long> stretches)
      throws IOException {
    if (stretches.isEmpty()) {
      return List.of();
    }
    SourceCounts source = new SourceCounts(AvroConversion.rows(job, plan), column, stretches);
    for (InputPlan input : plan.inputs()) {
      source.read(job, input);
    }
    source.counts.add(source.count);
    while (source.counts.size() < stretches.size()) {
      source.counts.add(ChunkCount.NONE);
    }
    return source.counts;
  }

  private void read(Job job, InputPlan input) throws IOException {
    try (Rows.Source records = rows.open(input)) {
      boolean more = true;
      while (more) {
        job.control().check();
        more = records.fill();
        add(rows.columns().get(column));
        rows.clear();
      }
    }
  }

  /** Goes on with the next stretch, or without end with the last one. */
  private void begin() {
    if (counts.size() + 1 == stretches.size()) {
      left = Long.MAX_VALUE;
      return;
    }
    counts.add(count);
    count = ChunkCount.NONE;
    left = stretches.get(counts.size());
  }

  private void add(ColumnBatch batch) {
    int from = 0;
    while (from < batch.length()) {
      while (left == 0) {
        begin();
      }
      int taken = (int) Math.min(left, batch.length() - from);
      count = count.plus(ChunkCount.of(batch, from, from + taken));
      left -= taken;
      from += taken;
    }
  }
}
