package io.logflow.format.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
public final class Utf8 {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = 0x8080808080808080L;

  private Utf8() {}

  /** Index of the first byte that begins no sound character, -1 where all are sound. */
  static int firstInvalid(byte[] bytes, int from, int to) {
    int at = beyondAscii(bytes, from, to);
    while (at < to) {
      int length = characterLength(bytes, at, to);
      if (length == 0) {
        return at;
      }
      at = beyondAscii(bytes, at + length, to);
    }
    return -1;
  }

  /** Index of the next byte that is not ASCII, {@code to} where all are. */
  private static int beyondAscii(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long high = (long) WORD.get(bytes, at) & HIGH;
      if (high != 0) {
        return at + (Long.numberOfTrailingZeros(high) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Bytes of the character at {@code at}, which is not ASCII; 0 where it is not sound. */
  public static int characterLength(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    if (first < 0xE0 && at + 1 < to) {
      return first >= 0xC2 && continues(bytes[at + 1]) ? 2 : 0;
    }
    int length = first >= 0xF0 ? 4 : 3;
    boolean sound = first <= 0xF4 && at + length <= to && secondFits(first, bytes[at + 1]);
    return sound && continues(bytes[at + 2]) && (length == 3 || continues(bytes[at + 3]))
        ? length
        : 0;
  }

  private static boolean continues(byte tail) {
    return (tail & 0xC0) == 0x80;
  }

  private static boolean secondFits(int first, byte second) {
    int value = second & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return value >= least && value <= most;
  }

  /** Bytes that a character of the Basic Multilingual Plane, or half a surrogate pair, takes. */
  static int length(char character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
  }
}
