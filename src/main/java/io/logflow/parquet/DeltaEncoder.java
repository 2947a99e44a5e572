package io.logflow.parquet;

/**
 * Parquet's DELTA_BINARY_PACKED: differences in blocks of 128, less the least of them, packed in
 * miniblocks of 32 with a width each.
 */
final class DeltaEncoder {
  private static final int BLOCK = 128;
  private static final int MINIBLOCKS = 4;
  private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

  /** Widths of the miniblocks and the least difference, about. */
  private static final int BITS_OF_HEAD = 64;

  private static final int MOST_SAMPLES = 8;

  private final long[] deltas = new long[BLOCK];
  private final int[] widths = new int[MINIBLOCKS];

  /** Bits that a value takes, about, from some blocks; a great number where there are too few. */
  int bitsOfValue(long[] values, int count, boolean narrow) {
    int blocks = (count - 1) / BLOCK;
    if (blocks < 1) {
      return Long.SIZE;
    }
    int samples = Math.min(MOST_SAMPLES, blocks);
    int bits = 0;
    for (int sample = 0; sample < samples; sample++) {
      int block = (int) ((long) blocks * sample / samples);
      measure(values, 1 + block * BLOCK, BLOCK, narrow);
      bits += BITS_OF_HEAD;
      for (int width : widths) {
        bits += width * MINIBLOCK;
      }
    }
    return bits / (samples * BLOCK);
  }

  /**
   * Encodes values.
   *
   * @param narrow whether they are INT32, whose differences wrap at 32 bits
   */
  void encode(long[] values, int from, int to, boolean narrow, ByteSink out) {
    out.putVarInt(BLOCK);
    out.putVarInt(MINIBLOCKS);
    out.putVarInt(to - from);
    out.putVarLong(from == to ? 0 : zigzag(values[from]));
    for (int at = from + 1; at < to; at += BLOCK) {
      block(values, at, Math.min(BLOCK, to - at), narrow, out);
    }
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void block(long[] values, int at, int count, boolean narrow, ByteSink out) {
    out.putVarLong(zigzag(measure(values, at, count, narrow)));
    for (int width : widths) {
      out.put(width);
    }
    for (int mini = 0; mini * MINIBLOCK < count; mini++) {
      pack(mini * MINIBLOCK, widths[mini], out);
    }
  }

  /** Finds differences, less the least of them, which it gives, and the widths they need. */
  private long measure(long[] values, int at, int count, boolean narrow) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      long delta = values[at + i] - values[at + i - 1];
      deltas[i] = narrow ? (int) delta : delta;
      least = Math.min(least, deltas[i]);
    }
    long mask = narrow ? 0xFFFF_FFFFL : -1L;
    for (int i = 0; i < count; i++) {
      deltas[i] = (deltas[i] - least) & mask;
    }
    for (int i = count; i < BLOCK; i++) {
      deltas[i] = 0;
    }
    for (int mini = 0; mini < MINIBLOCKS; mini++) {
      long all = 0;
      for (int i = mini * MINIBLOCK; i < (mini + 1) * MINIBLOCK; i++) {
        all |= deltas[i];
      }
      widths[mini] = Long.SIZE - Long.numberOfLeadingZeros(all);
    }
    return least;
  }

  private void pack(int from, int width, ByteSink out) {
    if (width == 0) {
      return;
    }
    int length = MINIBLOCK / 8 * width;
    out.reserve(length);
    byte[] bytes = out.bytes();
    int at = out.length();
    long held = 0;
    int bits = 0;
    for (int i = from; i < from + MINIBLOCK; i++) {
      long value = deltas[i];
      held |= value << bits;
      bits += width;
      if (bits >= Long.SIZE) {
        ByteSink.LONG.set(bytes, at, held);
        at += Long.BYTES;
        bits -= Long.SIZE;
        held = bits == 0 ? 0 : value >>> (width - bits);
      }
    }
    ByteSink.LONG.set(bytes, at, held);
    out.advance(length);
  }
}
