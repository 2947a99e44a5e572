package io.logflow.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;

/** Cuts numbers into pages of plain values or of differences, whichever is smaller. */
final class NumberPager {
  private static final int MOST_ROWS = 1 << 17;

  private final PageMaker maker;
  private final DeltaChoice choice;
  private final NullBits nulls = new NullBits();
  private final NumberBounds bounds = new NumberBounds();
  private long[] values = new long[64];
  private int count;
  private int mostRows;

  NumberPager(PageMaker maker) {
    this.maker = maker;
    this.choice = new DeltaChoice(maker);
  }

  /** Begins; a failure may have left something of another column. */
  void start() {
    nulls.clear();
    count = 0;
    PageLayout layout = maker.layout();
    int fitting = layout.options().pageBytes() / layout.storage().width();
    mostRows = Math.max(1, Math.min(MOST_ROWS, fitting));
  }

  boolean empty() {
    return nulls.rows() == 0;
  }

  /** Adds rows; {@code numbers} has the values of those that are not NULL. */
  void add(long[] numbers, NullBits bits) {
    int value = 0;
    int row = 0;
    while (row < bits.rows()) {
      int taken = Math.min(bits.rows() - row, mostRows - nulls.rows());
      int valuesTaken = taken - bits.nullsIn(row, row + taken);
      append(numbers, value, valuesTaken);
      nulls.add(bits, row, row + taken);
      row += taken;
      value += valuesTaken;
      if (nulls.rows() == mostRows) {
        flush();
      }
    }
  }

  private void append(long[] numbers, int from, int more) {
    if (count + more > values.length) {
      values = Arrays.copyOf(values, Math.max(count + more, values.length * 2));
    }
    System.arraycopy(numbers, from, values, count, more);
    count += more;
  }

  void flush() {
    if (empty()) {
      return;
    }
    Storage storage = maker.layout().storage();
    bounds.start(storage);
    bounds.add(values, 0, count);
    boolean delta = choice.delta(values, count);
    ByteSink page = maker.begin(nulls);
    if (delta) {
      choice.encoder().encode(values, 0, count, storage == Storage.INT32, page);
    } else {
      plain(values, count, storage, page);
    }
    Encoding encoding = delta ? Encoding.DELTA_BINARY_PACKED : Encoding.PLAIN;
    maker.end(nulls.rows(), encoding, bounds.statistics(maker.layout().type(), nulls.nulls()));
    nulls.clear();
    count = 0;
  }

  /** Writes numbers plainly encoded. */
  static void plain(long[] numbers, int count, Storage storage, ByteSink out) {
    int length = (int) storage.plainBytes(count);
    out.reserve(length);
    switch (storage) {
      case BIT -> bits(numbers, count, out);
      case INT32 -> {
        byte[] bytes = out.bytes();
        int at = out.length();
        for (int i = 0; i < count; i++) {
          ByteSink.INT.set(bytes, at + 4 * i, (int) numbers[i]);
        }
      }
      default ->
          ByteBuffer.wrap(out.bytes(), out.length(), length)
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN)
              .asLongBuffer()
              .put(numbers, 0, count);
    }
    out.advance(length);
  }

  private static void bits(long[] numbers, int count, ByteSink out) {
    byte[] bytes = out.bytes();
    int at = out.length();
    for (int from = 0; from < count; from += 8) {
      int last = Math.min(8, count - from);
      int held = 0;
      for (int bit = 0; bit < last; bit++) {
        held |= (int) numbers[from + bit] << bit;
      }
      bytes[at++] = (byte) held;
    }
  }
}
