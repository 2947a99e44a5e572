package io.logflow.engine.arrow;

import io.logflow.format.RowBatch;
import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import io.logflow.parquet.NumberPages;
import io.logflow.scan.RowTap;

/** Dates and times. */
final class TemporalEncoder extends NumberEncoder {
  private static final long MICRO = 1_000;
  private static final long DAY = 86_400_000_000_000L;

  private final long unit;

  TemporalEncoder(NumberPages pages, FieldValue other, ColumnType type) {
    super(pages, other);
    this.unit = type.kind() == TypeKind.DATE ? DAY : type.nanos() ? 1 : MICRO;
  }

  @Override
  void times(RowBatch batch, int field, int row, int end, long[] nanos) {
    for (int next = row; next < end; next++) {
      long time = nanos[next];
      if (time == RowTap.NO_TIME) {
        pages.addNull();
      } else {
        long units = Math.floorDiv(time, unit);
        if (units * unit != time) {
          throw new ArithmeticException("a time finer than the column");
        }
        pages.add(units);
      }
    }
  }
}
