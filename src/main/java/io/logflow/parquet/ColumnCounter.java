package io.logflow.parquet;

import io.logflow.job.CanonicalText;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.plugin.ColumnBatch;

/** Counts the values of a column, batch by batch. */
public final class ColumnCounter {
  private final boolean nested;
  private final Bound min;
  private final Bound max;
  private long values;
  private long nulls;
  private long hash;

  public ColumnCounter(ColumnType type) {
    this.nested = type.nested();
    ColumnType ordered = nested ? ColumnType.VARCHAR : type;
    this.min = new Bound(ordered, -1);
    this.max = new Bound(ordered, 1);
  }

  /** Counts a batch of the counter's type. */
  public void add(ColumnBatch batch) {
    for (int row = 0; row < batch.length(); row++) {
      if (batch.isNull(row)) {
        nulls++;
      } else {
        values++;
        hash += ValueHash.of(batch, row);
        offer(batch, row);
      }
    }
  }

  /** Nested values have no order. */
  private void offer(ColumnBatch batch, int row) {
    if (!nested) {
      min.offer(batch, row);
      max.offer(batch, row);
    }
  }

  /**
   * The statistics so far.
   *
   * @param minLength bytes of the shortest value as it stood in the input
   * @param maxLength bytes of the longest
   */
  public ColumnStatistics statistics(int minLength, int maxLength) {
    return new ColumnStatistics(
        values,
        nulls,
        CanonicalText.cut(min.text()),
        CanonicalText.cut(max.text()),
        minLength,
        maxLength,
        hash);
  }
}
