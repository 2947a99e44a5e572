package io.logflow.parquet;

/**
 * Parquet's hybrid of runs and bit packing: repeated values as runs, all others packed in groups of
 * eight.
 */
final class HybridEncoder {
  /** A run costs its own header and one more for the group after it. */
  private static final int LEAST_BITS_OF_RUN = 40;

  private HybridEncoder() {}

  /** Bits of the greatest of {@code count} indices. */
  static int width(int count) {
    return count <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(count - 1);
  }

  static void encode(int[] values, int count, int width, ByteSink out) {
    int leastRun = width == 0 ? 1 : Math.max(8, (LEAST_BITS_OF_RUN + width - 1) / width);
    int packed = 0;
    int at = 0;
    while (at + 8 <= count || (width == 0 && at < count)) {
      int end = endOfRun(values, at, count);
      if (end - at >= leastRun) {
        pack(values, packed, at, width, out);
        run(values[at], end - at, width, out);
        at = end;
        packed = end;
      } else {
        at += Math.max(8, (end - at) & ~7);
      }
    }
    pack(values, packed, count, width, out);
  }

  private static int endOfRun(int[] values, int at, int count) {
    int value = values[at];
    int end = at + 1;
    while (end < count && values[end] == value) {
      end++;
    }
    return end;
  }

  private static void run(int value, int count, int width, ByteSink out) {
    out.putVarInt(count << 1);
    out.reserve(4);
    ByteSink.INT.set(out.bytes(), out.length(), value);
    out.advance((width + 7) / 8);
  }

  private static void pack(int[] values, int from, int to, int width, ByteSink out) {
    if (from == to) {
      return;
    }
    int groups = (to - from + 7) / 8;
    out.putVarInt((groups << 1) | 1);
    out.reserve((long) groups * width);
    int whole = from + ((to - from) & ~7);
    packGroups(values, from, whole, width, out);
    if (whole < to) {
      int[] last = new int[8];
      System.arraycopy(values, whole, last, 0, to - whole);
      packGroups(last, 0, 8, width, out);
    }
  }

  private static void packGroups(int[] values, int from, int to, int width, ByteSink out) {
    if (width <= 8) {
      packNarrow(values, from, to, width, out);
    } else if (width <= 16) {
      packMiddling(values, from, to, width, out);
    } else {
      packWide(values, from, to, width, out);
    }
  }

  /** Eight values fit one long. */
  private static void packNarrow(int[] values, int from, int to, int width, ByteSink out) {
    byte[] bytes = out.bytes();
    int at = out.length();
    for (int i = from; i < to; i += 8) {
      long group =
          values[i]
              | ((long) values[i + 1] << width)
              | ((long) values[i + 2] << (2 * width))
              | ((long) values[i + 3] << (3 * width))
              | ((long) values[i + 4] << (4 * width))
              | ((long) values[i + 5] << (5 * width))
              | ((long) values[i + 6] << (6 * width))
              | ((long) values[i + 7] << (7 * width));
      ByteSink.LONG.set(bytes, at, group);
      at += width;
    }
    out.advance(at - out.length());
  }

  /** Four values fit one long; the next four begin on a byte or in the middle of one. */
  private static void packMiddling(int[] values, int from, int to, int width, ByteSink out) {
    byte[] bytes = out.bytes();
    int at = out.length();
    int second = 4 * width / 8;
    int shift = 4 * width % 8;
    for (int i = from; i < to; i += 8) {
      long low = four(values, i, width);
      long carried = shift == 0 ? 0 : low >>> (4 * width - shift);
      ByteSink.LONG.set(bytes, at, low);
      ByteSink.LONG.set(bytes, at + second, (four(values, i + 4, width) << shift) | carried);
      at += width;
    }
    out.advance(at - out.length());
  }

  private static long four(int[] values, int at, int width) {
    return values[at]
        | ((long) values[at + 1] << width)
        | ((long) values[at + 2] << (2 * width))
        | ((long) values[at + 3] << (3 * width));
  }

  private static void packWide(int[] values, int from, int to, int width, ByteSink out) {
    byte[] bytes = out.bytes();
    int at = out.length();
    long held = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      held |= (long) values[i] << bits;
      bits += width;
      if (bits >= 32) {
        ByteSink.INT.set(bytes, at, (int) held);
        at += 4;
        held >>>= 32;
        bits -= 32;
      }
    }
    // Groups of eight end on a whole byte.
    ByteSink.INT.set(bytes, at, (int) held);
    out.advance(at + bits / 8 - out.length());
  }
}
