package io.logflow.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Canonical values as text, as statistics show them. */
public final class CanonicalText {
  private static final int MOST_CHARACTERS = 256;
  private static final int MOST_PLACES = 20;
  private static final List<MathContext> DIGITS =
      List.of(new MathContext(15), new MathContext(16), new MathContext(17));
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private CanonicalText() {}

  /** A double by its decimal value, plain unless that took many zeros. */
  public static String ofDouble(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return value == 0 && 1 / value < 0 ? "-0" : ofNumber(decimalOf(value));
  }

  /** The decimal of fewest digits, at least 15, that a finite double gives back. */
  public static BigDecimal decimalOf(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (MathContext digits : DIGITS) {
      BigDecimal rounded = exact.round(digits);
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    throw new IllegalStateException("17 digits give every double back: " + value);
  }

  /** A number without trailing zeros. */
  public static String ofNumber(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    boolean plain = Math.abs((long) bare.precision() - bare.scale()) <= MOST_PLACES;
    return plain || bare.signum() == 0 ? bare.toPlainString() : bare.toString();
  }

  /** A date, {@code 2024-01-05}. */
  public static String ofDate(long days) {
    return LocalDate.ofEpochDay(days).toString();
  }

  /** A time of day, {@code 10:00:00} or {@code 10:00:00.5}. */
  public static String ofTime(long seconds, int nanos) {
    return TIME.format(LocalTime.ofSecondOfDay(seconds)) + fraction(nanos);
  }

  /** A local timestamp, {@code 2024-01-05 10:00:00.5}. */
  public static String ofTimestamp(long seconds, int nanos) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return time.toLocalDate() + " " + TIME.format(time) + fraction(nanos);
  }

  /** An instant, {@code 2024-01-05 10:00:00Z}. */
  public static String ofInstant(long seconds, int nanos) {
    return ofTimestamp(seconds, nanos) + "Z";
  }

  private static String fraction(int nanos) {
    if (nanos == 0) {
      return "";
    }
    return "." + String.format(Locale.ROOT, "%09d", nanos).replaceAll("0+$", "");
  }

  /** A text cut to 256 characters. */
  public static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS));
  }
}
