package io.logflow.scan;

/**
 * A text as a number. Strictly read, it has no leading zero, no plus sign and is no integer minus
 * zero; leniently, for a forced type, it may. Reused from value to value.
 */
final class NumberText {
  /** Digits that a double always gives back. */
  static final int DOUBLE_DIGITS = 15;

  private static final int LONG_DIGITS = 18;
  private static final int MOST_EXPONENT = 9_999;

  private final boolean lenient;

  boolean negative;
  boolean point;
  boolean exponent;

  /** Digits before the point without leading zeros. */
  int integerDigits;

  /** Digits after the point. */
  int scale;

  /** Digits after the point but for trailing zeros. */
  int neededScale;

  /** Digits without leading and trailing zeros. */
  int significant;

  /** The power of ten behind e. */
  int power;

  /** All digits as one integer, where {@link #narrow}. */
  long digits;

  /** Whether {@link #digits} holds all digits. */
  boolean narrow;

  /** Digits but for leading zeros. */
  private int significantSoFar;

  /** Where the last digit other than zero stands, -1 where none does. */
  private int lastNonZero;

  NumberText(boolean lenient) {
    this.lenient = lenient;
  }

  /** Reads the slice; false if it is no number. */
  boolean read(byte[] b, int from, int to) {
    int at = sign(b, from, to);
    int integerStart = at;
    at = integerPart(b, at, to);
    int written = at - integerStart;
    if (at < to && b[at] == '.') {
      point = true;
      at = fraction(b, at + 1, to);
      if (scale == 0) {
        return false;
      }
    }
    narrow = significantSoFar <= LONG_DIGITS;
    if (written + scale == 0 || !plainInteger(b, integerStart, written)) {
      return false;
    }
    return at == to || exponentPart(b, at, to);
  }

  private int sign(byte[] b, int from, int to) {
    negative = false;
    point = false;
    exponent = false;
    integerDigits = 0;
    scale = 0;
    neededScale = 0;
    significant = 0;
    significantSoFar = 0;
    power = 0;
    digits = 0;
    if (from < to && b[from] == '-') {
      negative = true;
      return from + 1;
    }
    return lenient && from < to && b[from] == '+' ? from + 1 : from;
  }

  private int integerPart(byte[] b, int start, int to) {
    int end = digits(b, start, to);
    integerDigits = significantSoFar;
    return end;
  }

  private int fraction(byte[] b, int start, int to) {
    int end = digits(b, start, to);
    scale = end - start;
    neededScale = lastNonZero < start ? 0 : lastNonZero - start + 1;
    return end;
  }

  /** Reads digits as far as they go; in variables of its own, because it runs for every byte. */
  private int digits(byte[] b, int start, int to) {
    long all = digits;
    int count = significantSoFar;
    int nonZero = -1;
    int upToNonZero = significant;
    int at = start;
    for (; at < to; at++) {
      int digit = b[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      all = all * 10 + digit;
      count += digit != 0 || count > 0 ? 1 : 0;
      if (digit != 0) {
        nonZero = at;
        upToNonZero = count;
      }
    }
    digits = all;
    significantSoFar = count;
    lastNonZero = nonZero;
    significant = upToNonZero;
    return at;
  }

  /** No leading zero and, without a point, no minus zero. */
  private boolean plainInteger(byte[] b, int start, int written) {
    if (lenient || written == 0 || b[start] != '0') {
      return true;
    }
    return written == 1 && (point || !negative);
  }

  private boolean exponentPart(byte[] b, int start, int to) {
    if ((b[start] | 0x20) != 'e') {
      return false;
    }
    int at = start + 1;
    boolean down = at < to && b[at] == '-';
    at += down || (at < to && b[at] == '+') ? 1 : 0;
    if (at == to) {
      return false;
    }
    for (; at < to; at++) {
      int digit = b[at] - '0';
      if (digit < 0 || digit > 9 || power > MOST_EXPONENT) {
        return false;
      }
      power = power * 10 + digit;
    }
    power = down ? -power : power;
    exponent = true;
    return true;
  }

  /** Digits before the point of the number written out without its exponent. */
  int plainIntegerDigits() {
    return exponent ? Math.max(0, significant + lastPower()) : integerDigits;
  }

  /** Digits after the point of the number written out; behind an exponent, no zeros at the end. */
  int plainScale() {
    return exponent ? Math.max(0, -lastPower()) : scale;
  }

  /** The power of ten of the last digit other than zero. */
  private int lastPower() {
    return zero() ? 0 : power - scale + significantSoFar - significant;
  }

  boolean zero() {
    return significant == 0;
  }

  boolean minusZero() {
    return negative && zero();
  }

  boolean integer() {
    return !point && !exponent;
  }
}
