package io.logflow.parquet;

import org.apache.parquet.column.Encoding;

/**
 * Cuts texts into pages of plain values or with all lengths first, whichever is smaller, and
 * decimals of 16 bytes into pages of plain values.
 */
final class TextPager {
  private final PageMaker maker;
  private final NullBits nulls = new NullBits();
  private final TextBounds bounds = new TextBounds();
  private final ByteSink values = new ByteSink();
  private final DeltaLengths lengths;
  private boolean fixed;

  TextPager(PageMaker maker) {
    this.maker = maker;
    this.lengths = new DeltaLengths(maker);
  }

  /** Begins; a failure may have left something of another column. */
  void start() {
    nulls.clear();
    values.clear();
    fixed = maker.layout().storage() == Storage.FIXED;
    bounds.start(maker.layout().storage());
  }

  boolean empty() {
    return nulls.rows() == 0;
  }

  /**
   * Adds rows; {@code plain} has the values of those that are not NULL. It must not change until
   * the next {@link #flush}.
   */
  void add(byte[] plain, NullBits bits) {
    int most = maker.layout().options().pageBytes();
    int head = fixed ? 0 : 4;
    int at = 0;
    int from = 0;
    int firstRow = 0;
    for (int row = 0; row < bits.rows(); row++) {
      if (bits.isNull(row)) {
        continue;
      }
      int length = fixed ? DecimalBytes.LENGTH : (int) ByteSink.INT.get(plain, at);
      if (values.length() + (long) at - from + head + length > most
          && nulls.rows() + row - firstRow > 0) {
        append(plain, from, at, bits, firstRow, row);
        flush();
        from = at;
        firstRow = row;
      }
      bounds.add(plain, at + head, length);
      at += head + length;
    }
    append(plain, from, at, bits, firstRow, bits.rows());
  }

  private void append(byte[] plain, int from, int to, NullBits bits, int firstRow, int lastRow) {
    values.put(plain, from, to - from);
    nulls.add(bits, firstRow, lastRow);
  }

  void flush() {
    if (empty()) {
      return;
    }
    boolean lengthsFirst = !fixed && lengths.smaller(values);
    ByteSink page = maker.begin(nulls);
    if (lengthsFirst) {
      lengths.encode(values.bytes(), values.length(), page);
    } else {
      page.put(values.bytes(), 0, values.length());
    }
    Encoding encoding = lengthsFirst ? Encoding.DELTA_LENGTH_BYTE_ARRAY : Encoding.PLAIN;
    maker.end(nulls.rows(), encoding, bounds.statistics(maker.layout().type(), nulls.nulls()));
    bounds.start(maker.layout().storage());
    values.clear();
    nulls.clear();
  }
}
