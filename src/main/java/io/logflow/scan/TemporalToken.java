package io.logflow.scan;

import java.util.List;
import java.util.Locale;

/**
 * One step of a temporal format.
 *
 * @param field what it reads
 * @param width least number of digits; for names 3 (short) or 4 (full)
 * @param text the literal, or the character before a fraction
 */
record TemporalToken(Field field, int width, String text) {
  private static final int NO = -1;
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** What a step reads. REST marks where the text may end early. */
  enum Field {
    YEAR,
    SHORT_YEAR,
    MONTH,
    MONTH_NAME,
    DAY,
    HOUR,
    HALF_DAY_HOUR,
    MINUTE,
    SECOND,
    FRACTION,
    AM_PM,
    OFFSET,
    LITERAL,
    T_OR_BLANK,
    REST
  }

  static TemporalToken of(Field field, int width) {
    return new TemporalToken(field, width, "");
  }

  static TemporalToken literal(String text) {
    return new TemporalToken(Field.LITERAL, 0, text);
  }

  /** Reads from {@code at}; the position behind, or -1 where the text is another. */
  int read(byte[] b, int at, int to, TemporalValue into) {
    return switch (field) {
      case LITERAL -> readLiteral(b, at, to);
      case T_OR_BLANK -> at < to && (b[at] == ' ' || b[at] == 'T') ? at + 1 : NO;
      case FRACTION -> readFraction(b, at, to, into);
      case MONTH_NAME -> readMonthName(b, at, to, into);
      case AM_PM -> readAmPm(b, at, to, into);
      case OFFSET -> OffsetText.read(b, at, to, into);
      case REST -> at;
      default -> readNumber(b, at, to, into);
    };
  }

  private int readNumber(byte[] b, int at, int to, TemporalValue into) {
    int most = field == Field.YEAR ? 4 : 2;
    int end = Math.min(to, at + most);
    int value = 0;
    int next = at;
    while (next < end && b[next] >= '0' && b[next] <= '9') {
      value = value * 10 + b[next++] - '0';
    }
    if (next - at < width) {
      return NO;
    }
    set(value, into);
    return next;
  }

  private void set(int value, TemporalValue into) {
    switch (field) {
      case YEAR -> into.year = value;
      case SHORT_YEAR -> into.year = value + (value < 69 ? 2000 : 1900);
      case MONTH -> into.month = value;
      case DAY -> into.day = value;
      case MINUTE -> into.minute = value;
      case SECOND -> into.second = value;
      default -> {
        into.hour = value;
        into.timed = true;
        into.halfDay = field == Field.HALF_DAY_HOUR;
      }
    }
  }

  private int readLiteral(byte[] b, int at, int to) {
    if (to - at < text.length()) {
      return NO;
    }
    for (int i = 0; i < text.length(); i++) {
      if (b[at + i] != text.charAt(i)) {
        return NO;
      }
    }
    return at + text.length();
  }

  private int readFraction(byte[] b, int at, int to, TemporalValue into) {
    if (at == to || b[at] != text.charAt(0)) {
      return at;
    }
    int next = at + 1;
    int nanos = 0;
    while (next < to && next - at <= 9 && b[next] >= '0' && b[next] <= '9') {
      nanos = nanos * 10 + b[next++] - '0';
    }
    for (int digits = next - at - 1; digits < 9; digits++) {
      nanos *= 10;
    }
    into.nanos = nanos;
    return next == at + 1 ? NO : next;
  }

  private int readMonthName(byte[] b, int at, int to, TemporalValue into) {
    for (int i = 0; i < MONTHS.size(); i++) {
      String name = width == 3 ? MONTHS.get(i).substring(0, 3) : MONTHS.get(i);
      if (startsWith(b, at, to, name)) {
        into.month = i + 1;
        return at + name.length();
      }
    }
    return NO;
  }

  private static boolean startsWith(byte[] b, int at, int to, String lowerCase) {
    if (to - at < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (b[at + i] < 'A' || (b[at + i] | 0x20) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int readAmPm(byte[] b, int at, int to, TemporalValue into) {
    into.afternoon = startsWith(b, at, to, "pm");
    return into.afternoon || startsWith(b, at, to, "am") ? at + 2 : NO;
  }

  @Override
  public String toString() {
    return field.name().toLowerCase(Locale.ROOT) + text;
  }
}
