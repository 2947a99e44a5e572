package io.logflow.engine.arrow;

import io.logflow.format.RowBatch;
import io.logflow.parquet.NumberPages;
import io.logflow.scan.PlainNumber;

/** Integers of 64 bits. */
final class BigintEncoder extends NumberEncoder {

  BigintEncoder(NumberPages pages, FieldValue other) {
    super(pages, other);
  }

  @Override
  void numbers(RowBatch batch, int field, int row, int end, long[] packed) {
    for (int next = row; next < end; next++) {
      long number = packed[next];
      if (number == PlainNumber.NONE) {
        pages.addNull();
      } else if (PlainNumber.scale(number) == 0) {
        pages.add(PlainNumber.value(number));
      } else {
        throw new ArithmeticException("a fraction in a column of integers");
      }
    }
  }
}
