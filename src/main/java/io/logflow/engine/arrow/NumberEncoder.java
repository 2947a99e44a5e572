package io.logflow.engine.arrow;

import io.logflow.parquet.NumberPages;

/** Values of 64 bits and less. */
abstract class NumberEncoder extends ColumnEncoder {
  final NumberPages pages;
  private final FieldValue other;

  /**
   * @param other reads values that come in no run
   */
  NumberEncoder(NumberPages pages, FieldValue other) {
    super(pages);
    this.pages = pages;
    this.other = other;
  }

  @Override
  final void value(byte[] b, int from, int to) {
    pages.add(other.bits(b, from, to));
  }
}
