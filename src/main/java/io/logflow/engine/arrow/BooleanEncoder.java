package io.logflow.engine.arrow;

import io.logflow.format.RowBatch;
import io.logflow.parquet.NumberPages;

/** True and false. */
final class BooleanEncoder extends NumberEncoder {
  private static final int TRUE_LENGTH = 4;

  BooleanEncoder(NumberPages pages, FieldValue other) {
    super(pages, other);
  }

  @Override
  void booleans(RowBatch batch, int field, int row, int end) {
    for (int next = row; next < end; next++) {
      int slice = batch.slice(next, field);
      int length = batch.end(slice) - batch.start(slice);
      if (length == 0) {
        pages.addNull();
      } else {
        pages.add(length == TRUE_LENGTH ? 1 : 0);
      }
    }
  }
}
