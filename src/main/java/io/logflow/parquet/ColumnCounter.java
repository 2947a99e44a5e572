package io.logflow.parquet;

import io.logflow.job.CanonicalHash;
import io.logflow.job.CanonicalText;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.plugin.ColumnBatch;
import java.math.BigDecimal;

/** Counts the values of a column, batch by batch. */
public final class ColumnCounter {
  private final ColumnType type;
  private final Bound min;
  private final Bound max;
  private long values;
  private long nulls;
  private long hash;

  public ColumnCounter(ColumnType type) {
    this.type = type;
    this.min = new Bound(type, -1);
    this.max = new Bound(type, 1);
  }

  /** Counts a batch of the counter's type. */
  public void add(ColumnBatch batch) {
    for (int row = 0; row < batch.length(); row++) {
      if (batch.isNull(row)) {
        nulls++;
      } else {
        values++;
        hash += hash(batch, row);
        min.offer(batch, row);
        max.offer(batch, row);
      }
    }
  }

  private long hash(ColumnBatch batch, int row) {
    return switch (type.kind()) {
      case BOOLEAN -> CanonicalHash.ofBoolean(batch.longAt(row) != 0);
      case BIGINT -> CanonicalHash.ofLong(batch.longAt(row));
      case DOUBLE -> ofDouble(batch.doubleAt(row));
      case DECIMAL -> CanonicalHash.ofDecimal(batch.decimalAt(row));
      case DATE -> CanonicalHash.ofDate(batch.longAt(row));
      case TIME, TIMESTAMP, TIMESTAMPTZ -> ofTime(batch.longAt(row));
      case VARCHAR ->
          CanonicalHash.ofText(batch.bytesAt(row), batch.startAt(row), batch.endAt(row));
      case STRUCT, LIST -> throw new IllegalArgumentException("nested: " + type);
    };
  }

  /** What is no number comes from other programs only; its bits do. */
  private static long ofDouble(double value) {
    return Double.isFinite(value)
        ? CanonicalHash.ofDouble(value)
        : CanonicalHash.ofDecimal(new BigDecimal(Double.doubleToLongBits(value)));
  }

  private long ofTime(long value) {
    return CanonicalHash.ofTime(
        Math.floorDiv(value, ValueText.unitsASecond(type)), ValueText.nanosBeyond(type, value));
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
