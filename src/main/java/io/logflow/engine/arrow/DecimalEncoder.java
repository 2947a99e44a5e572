package io.logflow.engine.arrow;

import io.logflow.format.RowBatch;
import io.logflow.job.ColumnType;
import io.logflow.parquet.NumberPages;
import io.logflow.scan.PlainNumber;

/** Decimals of at most 18 digits. */
final class DecimalEncoder extends NumberEncoder {
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int power = 1; power < POWERS.length; power++) {
      POWERS[power] = 10 * POWERS[power - 1];
    }
  }

  private final int scale;
  private final long most;

  DecimalEncoder(NumberPages pages, FieldValue other, ColumnType type) {
    super(pages, other);
    this.scale = type.scale();
    this.most = POWERS[type.precision()] - 1;
  }

  @Override
  void numbers(RowBatch batch, int field, int row, int end, long[] packed) {
    for (int next = row; next < end; next++) {
      long number = packed[next];
      if (number == PlainNumber.NONE) {
        pages.addNull();
      } else {
        add(unscaled(PlainNumber.value(number), PlainNumber.scale(number)));
      }
    }
  }

  private long unscaled(long digits, int places) {
    if (places <= scale) {
      return Math.multiplyExact(digits, POWERS[scale - places]);
    }
    long divisor = POWERS[places - scale];
    if (digits % divisor != 0) {
      throw new ArithmeticException("more digits behind the point than the column has");
    }
    return digits / divisor;
  }

  private void add(long unscaled) {
    if (unscaled > most || unscaled < -most) {
      throw new ArithmeticException("more digits than the column has");
    }
    pages.add(unscaled);
  }
}
