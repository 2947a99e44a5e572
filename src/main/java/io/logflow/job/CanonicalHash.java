package io.logflow.job;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * One 64-bit hash per canonical value. Numbers hash by value whatever their type: 1, 1.0 and 1.00
 * are equal, in BIGINT, DOUBLE and DECIMAL. Text hashes by its UTF-8 bytes, times by the nanosecond
 * count of their type, so that micros and nanos are equal. A column's hash is the sum of its
 * values' hashes modulo 2^64, hence independent of the order of rows.
 *
 * <p>The mixing steps are those of MurmurHash3's and XXH3's published finalisers (public domain
 * constants).
 */
public final class CanonicalHash {
  private static final long NUMBER = 0x9E3779B97F4A7C15L;
  private static final long TEXT = 0xC2B2AE3D27D4EB4FL;
  private static final long TIME = 0x165667B19E3779F9L;
  private static final long TRUE = mix(0x27D4EB2F165667C5L);
  private static final long FALSE = mix(0x85EBCA77C2B2AE63L);

  /** The hash of a STRUCT or LIST before its parts. */
  public static final long EMPTY = mix(0x2545F4914F6CDD1DL);

  /** Stands for a part that is NULL. */
  public static final long ABSENT = mix(0x9FB21C651E98DF25L);

  private static final double MOST_DIGITS = 1e15;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private CanonicalHash() {}

  public static long ofBoolean(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** An integer. */
  public static long ofLong(long value) {
    int scale = 0;
    long mantissa = value;
    // Odd numbers need no division.
    while ((mantissa & 1) == 0 && mantissa != 0 && mantissa % 10 == 0) {
      mantissa /= 10;
      scale--;
    }
    return number(mantissa, scale);
  }

  /**
   * A finite double by the decimal of fewest digits, at least 15, that gives it back. Minus zero is
   * a value of its own.
   */
  public static long ofDouble(double value) {
    if (value == 0 && 1 / value < 0) {
      return mix(NUMBER ^ 1);
    }
    for (int scale = 0; scale < POWERS.length; scale++) {
      double scaled = value * POWERS[scale];
      if (Math.abs(scaled) >= MOST_DIGITS) {
        break;
      }
      long digits = Math.round(scaled);
      // Both are exact doubles, so that their quotient is the double nearest to that decimal.
      if (digits / POWERS[scale] == value) {
        return ofDecimal(digits, scale);
      }
    }
    return ofDecimal(CanonicalText.decimalOf(value));
  }

  /** A decimal, by value: the scale does not count. */
  public static long ofDecimal(BigDecimal value) {
    if (value.signum() == 0) {
      return number(0, 0);
    }
    BigDecimal plain = value.stripTrailingZeros();
    BigInteger mantissa = plain.unscaledValue();
    if (mantissa.bitLength() < 64) {
      return number(mantissa.longValue(), plain.scale());
    }
    byte[] digits = mantissa.toByteArray();
    return mix(hash(digits, 0, digits.length, NUMBER) + plain.scale() * TEXT);
  }

  /** The decimal {@code unscaled / 10^scale}, by value; zero has no sign. */
  public static long ofDecimal(long unscaled, int scale) {
    if (unscaled == 0) {
      return number(0, 0);
    }
    long mantissa = unscaled;
    int places = scale;
    // One branch, that nine values of ten take the same way.
    while (mantissa % 10 == 0) {
      mantissa /= 10;
      places--;
    }
    return number(mantissa, places);
  }

  private static long number(long mantissa, int scale) {
    return mix(mix(mantissa * TIME ^ NUMBER) + scale * TEXT);
  }

  /** Text, its UTF-8 bytes {@code from} (inclusive) to {@code to} (exclusive). */
  public static long ofText(byte[] utf8, int from, int to) {
    return hash(utf8, from, to, TEXT);
  }

  /** A date: days since 1970-01-01. */
  public static long ofDate(long days) {
    return mix(days * TIME ^ TEXT);
  }

  /**
   * A time of day, a local timestamp or an instant.
   *
   * @param seconds whole seconds, of the day or since 1970-01-01, rounded down
   * @param nanos nanoseconds beyond, 0 to 999 999 999
   */
  public static long ofTime(long seconds, int nanos) {
    return mix(mix(seconds * TIME ^ TIME) + nanos);
  }

  /**
   * Takes a part into the hash of a STRUCT or LIST. Parts are taken in order: of a STRUCT the hash
   * of each field, or {@link #ABSENT}; of a LIST likewise each element.
   *
   * @param whole {@link #EMPTY} at first
   */
  public static long with(long whole, long part) {
    return mix(whole * NUMBER + part) + TIME;
  }

  private static long hash(byte[] bytes, int from, int to, long seed) {
    long state = seed ^ (to - from) * NUMBER;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) WORD.get(bytes, at);
      state = Long.rotateLeft(state ^ mix(word * TEXT), 27) * NUMBER + TIME;
    }
    return mix(state ^ mix(tail(bytes, at, to) + TIME));
  }

  /** The last bytes, fewer than eight, as a little-endian number. */
  private static long tail(byte[] bytes, int from, int to) {
    if (from + 8 <= bytes.length) {
      long kept = (1L << (8 * (to - from))) - 1;
      return (long) WORD.get(bytes, from) & kept;
    }
    long tail = 0;
    for (int at = from, shift = 0; at < to; at++, shift += 8) {
      tail |= (bytes[at] & 0xFFL) << shift;
    }
    return tail;
  }

  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
