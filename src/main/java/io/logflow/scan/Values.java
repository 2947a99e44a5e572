package io.logflow.scan;

import io.logflow.job.ValueForms.BooleanWords;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Turns UTF-8 slices that the scan has found sound into values. A slice is the bytes {@code from}
 * (inclusive) to {@code to} (exclusive).
 */
public final class Values {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Values() {}

  /**
   * An integer of 64 bits; a sign and leading zeros are taken.
   *
   * @throws NumberFormatException if it is none
   */
  public static long bigint(byte[] b, int from, int to) {
    boolean negative = from < to && b[from] == '-';
    int at = from < to && (negative || b[from] == '+') ? from + 1 : from;
    if (at == to || to - at > 19) {
      return Long.parseLong(text(b, from, to));
    }
    // Nineteen digits fit 64 bits without a sign.
    long value = 0;
    for (; at < to; at++) {
      int digit = b[at] - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException("not an integer: " + text(b, from, to));
      }
      value = value * 10 + digit;
    }
    boolean fits = value >= 0 || (negative && value == Long.MIN_VALUE);
    return fits ? (negative ? -value : value) : Long.parseLong(text(b, from, to));
  }

  /**
   * The double nearest to a decimal number, with or without an exponent.
   *
   * @throws NumberFormatException if it is none
   */
  public static double decimalToDouble(byte[] b, int from, int to) {
    boolean negative = from < to && b[from] == '-';
    long digits = 0;
    int places = -1;
    int at = negative ? from + 1 : from;
    if (to - at > 16 || at == to) {
      return slowDouble(b, from, to);
    }
    for (; at < to; at++) {
      int digit = b[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        places += places < 0 ? 0 : 1;
      } else if (b[at] == '.' && places < 0) {
        places = 0;
      } else {
        return slowDouble(b, from, to);
      }
    }
    double value = digits < 1L << 53 ? exact(digits, Math.max(places, 0)) : slowDouble(b, from, to);
    return negative ? -Math.abs(value) : value;
  }

  /** {@code digits / 10^scale}, where both are doubles, so that one rounding is all there is. */
  static double exact(long digits, int scale) {
    return digits / POWERS[scale];
  }

  private static double slowDouble(byte[] b, int from, int to) {
    return Double.parseDouble(text(b, from, to));
  }

  /**
   * A plain decimal number.
   *
   * @param scale digits after the point of the result
   * @throws NumberFormatException if it is no number
   * @throws ArithmeticException if a digit other than zero would be lost
   */
  public static BigDecimal decimal(byte[] b, int from, int to, int scale) {
    return decimal(b, from, to).setScale(scale, java.math.RoundingMode.UNNECESSARY);
  }

  /** A plain decimal number with the scale it is written with. */
  static BigDecimal decimal(byte[] b, int from, int to) {
    return new BigDecimal(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
  }

  /**
   * {@code true} or {@code false} in any case.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static boolean bool(byte[] b, int from, int to) {
    int found = boolCode(b, from, to);
    if (found < 0) {
      throw new IllegalArgumentException("not a boolean: " + text(b, from, to));
    }
    return found == 1;
  }

  /** 1 for true, 0 for false, -1 for neither. */
  static int boolCode(byte[] b, int from, int to) {
    int length = to - from;
    if (length == 4 && is(b, from, "true")) {
      return 1;
    }
    return length == 5 && is(b, from, "false") ? 0 : -1;
  }

  /** 1 for the word that stands for true, 0 for the one for false, -1 for neither. */
  static int boolCode(byte[] b, int from, int to, BooleanWords words) {
    String word = text(b, from, to);
    return word.equalsIgnoreCase(words.yes()) ? 1 : word.equalsIgnoreCase(words.no()) ? 0 : -1;
  }

  private static boolean is(byte[] b, int from, String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      if ((b[from + i] | 0x20) != lowerCase.charAt(i) || b[from + i] < 'A') {
        return false;
      }
    }
    return true;
  }

  /** The slice as text. */
  public static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.UTF_8);
  }

  /** The slice as text for a message: at most 60 characters, control characters replaced. */
  static String shown(byte[] b, int from, int to) {
    String all = text(b, from, Math.min(to, from + 240));
    boolean cut = all.codePointCount(0, all.length()) > 60;
    StringBuilder shown = new StringBuilder(all.length() + 5).append('\'');
    int end = cut ? all.offsetByCodePoints(0, 60) : all.length();
    for (int i = 0; i < end; i++) {
      char letter = all.charAt(i);
      shown.append(letter < ' ' || letter == 0x7F ? ' ' : letter);
    }
    return shown.append(cut ? "...'" : "'").toString();
  }
}
