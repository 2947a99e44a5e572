package io.logflow.engine.arrow;

import io.logflow.format.RowBatch;
import io.logflow.parquet.NumberPages;
import io.logflow.scan.PlainNumber;

/** Doubles. */
final class DoubleEncoder extends NumberEncoder {

  DoubleEncoder(NumberPages pages, FieldValue other) {
    super(pages, other);
  }

  @Override
  void numbers(RowBatch batch, int field, int row, int end, long[] packed) {
    for (int next = row; next < end; next++) {
      long number = packed[next];
      if (number == PlainNumber.NONE) {
        pages.addNull();
      } else {
        pages.add(Double.doubleToRawLongBits(PlainNumber.nearest(number)));
      }
    }
  }
}
