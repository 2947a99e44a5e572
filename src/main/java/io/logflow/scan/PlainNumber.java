package io.logflow.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;

/**
 * Reads numbers of at most fifteen digits with a point or without, eight bytes at a time. What it
 * reads, {@link NumberText} reads as the same number; what it leaves may be a number all the same.
 *
 * <p>Eight digits become a number with three multiplications, as in Daniel Lemire's "Faster parsing
 * of decimal numbers" (2018).
 */
public final class PlainNumber {
  /** No number that is read here. */
  public static final long NONE = Long.MIN_VALUE;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SCALE_BITS = 5;
  private static final int MOST_DIGITS = 15;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long ZEROS = '0' * ONES;
  private static final long POINTS = '.' * ONES;
  private static final long PAIRS = 0x000000FF000000FFL;

  private PlainNumber() {}

  /**
   * Reads a slice; sixteen bytes from its start must be there, whatever they hold.
   *
   * @return the number for {@link #value} and {@link #scale}, or {@link #NONE}
   */
  static long parse(byte[] b, int start, int end) {
    boolean negative = b[start] == '-';
    int from = negative ? start + 1 : start;
    int length = end - from;
    if (length < 1 || length > MOST_DIGITS + 1 || paddedWithZero(b, from, length)) {
      return NONE;
    }
    long packed = length <= 8 ? upToEight(b, from, length) : upToSixteen(b, from, end, length);
    if (packed <= (1 << SCALE_BITS) - 1) {
      // Zero: minus zero is no plain number. NONE is below zero.
      return negative ? NONE : packed;
    }
    return negative ? pack(-(packed >> SCALE_BITS), (int) packed & 31) : packed;
  }

  private static boolean paddedWithZero(byte[] b, int from, int length) {
    return b[from] == '0' && length > 1 && b[from + 1] != '.';
  }

  private static long pack(long digits, int scale) {
    return (digits << SCALE_BITS) | scale;
  }

  /** Its digits as an integer. */
  public static long value(long packed) {
    return packed >> SCALE_BITS;
  }

  /** How many of the digits stand behind the point. */
  public static int scale(long packed) {
    return (int) packed & 31;
  }

  /** The number, exactly. */
  static BigDecimal exact(long packed) {
    return BigDecimal.valueOf(value(packed), scale(packed));
  }

  /** The double nearest to the number. */
  public static double nearest(long packed) {
    return Values.exact(value(packed), scale(packed));
  }

  private static long upToEight(byte[] b, int from, int length) {
    long word = right((long) WORD.get(b, from), length);
    long point = zeroBytes(word ^ POINTS);
    int scale = 0;
    if (point != 0) {
      int place = Long.numberOfTrailingZeros(point) >>> 3;
      scale = 7 - place;
      word = without(word, place, '0');
      if (scale == 0) {
        return NONE;
      }
    }
    return digits(word) ? pack(number(word), scale) : NONE;
  }

  private static long upToSixteen(byte[] b, int from, int end, int length) {
    long high = right((long) WORD.get(b, from), length - 8);
    long low = (long) WORD.get(b, end - 8);
    long point = zeroBytes(low ^ POINTS);
    int scale = 0;
    if (point != 0) {
      int place = Long.numberOfTrailingZeros(point) >>> 3;
      scale = 7 - place;
      low = without(low, place, high >>> 56);
      high = (high << 8) | '0';
      if (scale == 0) {
        return NONE;
      }
    } else if ((point = zeroBytes(high ^ POINTS)) != 0) {
      int place = Long.numberOfTrailingZeros(point) >>> 3;
      scale = 15 - place;
      high = without(high, place, '0');
    } else if (length > MOST_DIGITS) {
      return NONE;
    }
    return digits(high) && digits(low)
        ? pack(number(high) * 100_000_000L + number(low), scale)
        : NONE;
  }

  /** The first bytes of a word moved to its end, with zeros before them. */
  private static long right(long word, int length) {
    int gap = 8 * (8 - length);
    return gap == 0 ? word : (word << gap) | (ZEROS >>> (64 - gap));
  }

  /** A word without the byte at a place; another comes in at the start. */
  private static long without(long word, int place, long first) {
    long before = (1L << (8 * place)) - 1;
    long behind = (-1L << (8 * place)) << 8;
    return (word & behind) | ((word & before) << 8) | first;
  }

  /** Marks bytes that are zero; of these only the lowest is sure. */
  private static long zeroBytes(long word) {
    return (word - ONES) & ~word & HIGH;
  }

  private static boolean digits(long word) {
    return (((word + 0x46 * ONES) | (word - ZEROS)) & HIGH) == 0;
  }

  private static long number(long word) {
    long pairs = word - ZEROS;
    pairs = pairs * 10 + (pairs >>> 8);
    long high = (pairs & PAIRS) * 0x000F424000000064L;
    long low = ((pairs >>> 16) & PAIRS) * 0x0000271000000001L;
    return (high + low) >>> 32;
  }
}
