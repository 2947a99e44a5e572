package io.logflow.engine.arrow;

import io.logflow.format.RowBatch;
import io.logflow.parquet.TextPages;
import io.logflow.parquet.TextTable;

/** Text as it stands. */
final class TextEncoder extends ColumnEncoder {
  private final TextPages pages;

  TextEncoder(TextPages pages) {
    super(pages);
    this.pages = pages;
  }

  @Override
  void value(byte[] b, int from, int to) {
    pages.add(b, from, to);
  }

  @Override
  TextTable dictionary() {
    return pages.dictionary();
  }

  @Override
  void texts(RowBatch batch, int field, int row, int end, long[] indices) {
    byte[] b = batch.bytes();
    int slice = batch.slice(row, field);
    boolean known = pages.dictionary() != null;
    for (int next = row; next < end; next++, slice++) {
      int from = batch.start(slice);
      int to = batch.end(slice);
      if (from == to) {
        pages.addNull();
      } else if (known) {
        pages.addIndex((int) indices[next], to - from);
      } else {
        pages.add(b, from, to);
      }
    }
    pages.judge();
  }
}
