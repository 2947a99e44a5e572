package io.logflow.scan;

import java.util.Locale;

/**
 * One step of a temporal format.
 *
 * @param field what it reads
 * @param width least number of digits, of {@link Field#EPOCH} the power of ten of its parts of a
 *     second; for names 3 (short) or 4 (full); for halves of the day 2 where they have points
 * @param text the literal, the character before a fraction, the language of a name, the first year
 *     of two digits, or {@link #PADDED}
 */
record TemporalToken(Field field, int width, String text) {
  /** A blank may take the place of the first of two digits. */
  static final String PADDED = "padded";

  private static final int NO = -1;

  /** What a step reads. REST marks where the text may end early. */
  enum Field {
    YEAR,
    SHORT_YEAR,
    MONTH,
    MONTH_NAME,
    WEEKDAY,
    DAY,
    HOUR,
    HALF_DAY_HOUR,
    MINUTE,
    SECOND,
    FRACTION,
    FRACTION_DIGITS,
    AM_PM,
    OFFSET,
    EPOCH,
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
      case FRACTION_DIGITS -> readDigits(b, at, to, into);
      case MONTH_NAME -> readMonth(b, at, to, into);
      case WEEKDAY -> readWeekday(b, at, to, into);
      case EPOCH -> EpochText.read(b, at, to, width, into);
      case AM_PM -> readAmPm(b, at, to, into);
      case OFFSET -> OffsetText.read(b, at, to, into);
      case REST -> at;
      default -> readNumber(b, at, to, into);
    };
  }

  private int readNumber(byte[] b, int start, int to, TemporalValue into) {
    int most = field == Field.YEAR ? 4 : 2;
    int at = start;
    if (start < to && b[start] == ' ' && text.equals(PADDED)) {
      at++;
      most = 1;
    }
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
      case SHORT_YEAR -> into.year = yearOf(value);
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

  /** The year of these last two digits among the hundred years from the first one on. */
  private int yearOf(int digits) {
    int first = Integer.parseInt(text);
    int year = first - first % 100 + digits;
    return year < first ? year + 100 : year;
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
    return readDigits(b, at + 1, to, into);
  }

  private static int readDigits(byte[] b, int start, int to, TemporalValue into) {
    int next = start;
    int nanos = 0;
    while (next < to && next - start < 9 && b[next] >= '0' && b[next] <= '9') {
      nanos = nanos * 10 + b[next++] - '0';
    }
    for (int digits = next - start; digits < 9; digits++) {
      nanos *= 10;
    }
    into.nanos = nanos;
    return next == start ? NO : next;
  }

  private int readMonth(byte[] b, int at, int to, TemporalValue into) {
    int end = CalendarNames.endOfWord(b, at, to);
    CalendarNames.Name name = CalendarNames.month(b, at, end, width > 3);
    into.month = name == null ? 0 : name.number();
    return behind(name, b, end, to, into);
  }

  private int readWeekday(byte[] b, int at, int to, TemporalValue into) {
    int end = CalendarNames.endOfWord(b, at, to);
    CalendarNames.Name name = CalendarNames.weekday(b, at, end, width > 3);
    into.weekday = name == null ? 0 : name.number();
    return behind(name, b, end, to, into);
  }

  /** The position behind a name; one that is cut short may end in a point. */
  private int behind(CalendarNames.Name name, byte[] b, int end, int to, TemporalValue into) {
    int languages = name == null ? 0 : name.languages() & CalendarNames.bits(text);
    if (languages == 0) {
      return NO;
    }
    into.languages &= languages;
    boolean point = width == 3 && !text.isEmpty() && end < to && b[end] == '.';
    return point ? end + 1 : end;
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

  private int readAmPm(byte[] b, int at, int to, TemporalValue into) {
    into.afternoon = at < to && (b[at] | 0x20) == 'p';
    if (!into.afternoon && !startsWith(b, at, to, "a")) {
      return NO;
    }
    if (width < 2) {
      return startsWith(b, at + 1, to, "m") ? at + 2 : NO;
    }
    boolean pointed =
        to - at >= 4 && b[at + 1] == '.' && startsWith(b, at + 2, to, "m") && b[at + 3] == '.';
    return pointed ? at + 4 : NO;
  }

  @Override
  public String toString() {
    return field.name().toLowerCase(Locale.ROOT) + text;
  }
}
