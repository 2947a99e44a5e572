package io.logflow.scan;

import java.util.Locale;

/**
 * Offsets from UTC as text: {@code Z}, {@code GMT}, {@code UTC}, {@code +02}, {@code +0200}, {@code
 * +02:00}.
 */
public final class OffsetText {
  private static final int MOST_HOURS = 15;

  private OffsetText() {}

  /** Reads an offset from {@code at}; the position behind, or -1 where there is none. */
  static int read(byte[] b, int at, int to, TemporalValue into) {
    if (at == to) {
      return -1;
    }
    into.zoned = true;
    if (b[at] == 'Z') {
      return at + 1;
    }
    if (is(b, at, to, "GMT") || is(b, at, to, "UTC")) {
      return at + 3;
    }
    int hours = twoDigits(b, at + 1, to);
    if ((b[at] != '+' && b[at] != '-') || hours < 0 || hours > MOST_HOURS) {
      return -1;
    }
    int next = at + 3;
    int minutes = 0;
    if (next < to) {
      next += b[next] == ':' ? 1 : 0;
      minutes = twoDigits(b, next, to);
      next += 2;
    }
    if (minutes < 0 || minutes > 59) {
      return -1;
    }
    into.offset = (hours * 3600 + minutes * 60) * (b[at] == '-' ? -1 : 1);
    return next;
  }

  private static boolean is(byte[] b, int at, int to, String name) {
    boolean same = to - at >= name.length();
    for (int index = 0; index < name.length() && same; index++) {
      same = b[at + index] == name.charAt(index);
    }
    return same;
  }

  private static int twoDigits(byte[] b, int at, int to) {
    if (at + 2 > to || b[at] < '0' || b[at] > '9' || b[at + 1] < '0' || b[at + 1] > '9') {
      return -1;
    }
    return (b[at] - '0') * 10 + b[at + 1] - '0';
  }

  /**
   * The offset as people write it, for example {@code +02:00}; that of UTC is {@code +00:00}.
   *
   * @param seconds seconds east of UTC
   */
  public static String shown(int seconds) {
    int minutes = Math.abs(seconds) / 60;
    return String.format(
        Locale.ROOT, "%s%02d:%02d", seconds < 0 ? "-" : "+", minutes / 60, minutes % 60);
  }
}
