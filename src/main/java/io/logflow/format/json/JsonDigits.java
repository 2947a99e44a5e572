package io.logflow.format.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of digits, eight bytes at a time. */
final class JsonDigits {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** What lifts a byte above 9 to its highest bit. */
  private static final long ABOVE_NINE = (0x80 - 10) * ONES;

  private JsonDigits() {}

  /** The first byte of {@code from} to {@code end} that is no digit, or {@code end}. */
  static int end(byte[] b, int from, int end) {
    int at = from;
    for (; at + 8 <= end; at += 8) {
      long word = (long) WORD.get(b, at) ^ '0' * ONES;
      long others = (((word & ~HIGHS) + ABOVE_NINE) | word) & HIGHS;
      if (others != 0) {
        return at + (Long.numberOfTrailingZeros(others) >>> 3);
      }
    }
    while (at < end && b[at] >= '0' && b[at] <= '9') {
      at++;
    }
    return at;
  }
}
