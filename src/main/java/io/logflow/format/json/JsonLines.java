package io.logflow.format.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds and counts line feeds, eight bytes at a time. */
final class JsonLines {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private JsonLines() {}

  /** The first line feed of the bytes {@code from} to {@code to}, or {@code to}. */
  static int find(byte[] b, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) WORD.get(b, at) ^ FEEDS;
      long found = (word - ONES) & ~word & HIGHS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && b[at] != '\n') {
      at++;
    }
    return at;
  }

  /**
   * The byte after the last line feed of the bytes {@code from} to {@code to}; else {@code from}.
   */
  static int afterLast(byte[] b, int from, int to) {
    int at = to;
    while (at > from && b[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  /** Line feeds among the bytes {@code from} to {@code to}. */
  static long count(byte[] b, int from, int to) {
    long count = 0;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) WORD.get(b, at) ^ FEEDS;
      long others = ((word & ~HIGHS) + ~HIGHS) | word;
      count += Long.bitCount(~others & HIGHS);
    }
    for (; at < to; at++) {
      count += b[at] == '\n' ? 1 : 0;
    }
    return count;
  }
}
