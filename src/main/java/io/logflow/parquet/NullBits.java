package io.logflow.parquet;

import java.util.Arrays;

/** Which rows of a stretch are NULL: a bit a row, and none at all before the first NULL. */
final class NullBits {
  private static final int LEAST_RUN_BYTES = 5;

  private long[] words = new long[0];
  private int rows;
  private int nulls;

  int rows() {
    return rows;
  }

  int nulls() {
    return nulls;
  }

  long heldBytes() {
    return 8L * words.length;
  }

  boolean isNull(int row) {
    return row >> 6 < words.length && ((words[row >> 6] >>> row) & 1) != 0;
  }

  /** Marks a row, which is beyond all marked so far. */
  void addNull(int row) {
    if (row >> 6 >= words.length) {
      words = Arrays.copyOf(words, Math.max((row >> 6) + 1, words.length * 2));
    }
    words[row >> 6] |= 1L << row;
    nulls++;
  }

  void setRows(int count) {
    rows = count;
  }

  /** Adds the rows {@code from} to {@code to} of another stretch. */
  void add(NullBits other, int from, int to) {
    if (other.nulls > 0) {
      for (int row = other.nextNull(from); row < to; row = other.nextNull(row + 1)) {
        addNull(rows + row - from);
      }
    }
    rows += to - from;
  }

  /** The first NULL at or behind a row; a great number where there is none. */
  private int nextNull(int row) {
    int word = row >> 6;
    long bits = word < words.length ? (words[word] >>> row) << row : 0;
    while (bits == 0 && ++word < words.length) {
      bits = words[word];
    }
    return bits == 0 ? Integer.MAX_VALUE : (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** NULLs among the rows {@code from} to {@code to}. */
  int nullsIn(int from, int to) {
    if (nulls == 0 || nulls == rows || (from == 0 && to == rows)) {
      return nulls == 0 ? 0 : nulls == rows ? to - from : nulls;
    }
    int count = 0;
    int last = Math.min(to, words.length << 6);
    for (int row = from; row < last; row += 64 - (row & 63)) {
      long word = words[row >> 6] >>> row;
      int bits = Math.min(64 - (row & 63), last - row);
      count += Long.bitCount(bits == 64 ? word : word & ((1L << bits) - 1));
    }
    return count;
  }

  void clear() {
    Arrays.fill(words, 0);
    rows = 0;
    nulls = 0;
  }

  NullBits copy() {
    NullBits copy = new NullBits();
    copy.words =
        nulls == 0 ? copy.words : Arrays.copyOf(words, Math.min(words.length, (rows + 63) >> 6));
    copy.rows = rows;
    copy.nulls = nulls;
    return copy;
  }

  /** Writes definition levels as data pages of version 1 have them, their length before them. */
  void writeLevels(ByteSink out) {
    int start = out.length();
    out.putInt(0);
    if (nulls == 0 || nulls == rows) {
      run(rows, nulls == 0 ? 1 : 0, out);
    } else {
      mixed(out);
    }
    out.setInt(start, out.length() - start - 4);
  }

  private static void run(int count, int level, ByteSink out) {
    out.putVarInt(count << 1);
    out.put(level);
  }

  private void mixed(ByteSink out) {
    int whole = rows / 8;
    int packed = 0;
    int at = 0;
    while (at < whole) {
      int end = endOfRun(at, whole);
      if (end - at >= LEAST_RUN_BYTES) {
        pack(packed, at, out);
        run((end - at) * 8, levels(at) & 1, out);
        packed = end;
      }
      at = end;
    }
    pack(packed, (rows + 7) / 8, out);
  }

  private int endOfRun(int at, int whole) {
    int level = levels(at);
    int end = at + 1;
    if (level == 0 || level == 0xFF) {
      while (end < whole && levels(end) == level) {
        end++;
      }
    }
    return end;
  }

  private void pack(int from, int to, ByteSink out) {
    if (from < to) {
      out.putVarInt(((to - from) << 1) | 1);
      out.reserve(to - from);
      for (int at = from; at < to; at++) {
        out.put(levels(at));
      }
    }
  }

  /** The levels of eight rows. */
  private int levels(int at) {
    int word = at >> 3;
    return word < words.length ? (int) (~words[word] >>> ((at & 7) * 8)) & 0xFF : 0xFF;
  }
}
