package io.logflow.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;

/**
 * Reads {@code yyyy-MM-dd} of the years 1900 to 2199 and {@code HH:mm:ss}, eight bytes at a time.
 * What it reads, {@link TemporalFormat} reads as the same day and time.
 */
final class IsoTime {
  /** No day or time that is read here. */
  static final int NONE = Integer.MIN_VALUE;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long ZEROS = '0' * ONES;
  private static final int FIRST_YEAR = 1900;
  private static final int YEARS = 300;

  /** {@code ....-..-} and {@code ..:..:..} with digits for dots, as little-endian words. */
  private static final long DATE_MARKS = '-' * 0x0100000100000000L;

  private static final long DATE_MARK_BYTES = 0xFF0000FF00000000L;
  private static final long TIME_MARKS = ':' * 0x0000010000010000L;
  private static final long TIME_MARK_BYTES = 0x0000FF0000FF0000L;

  private static final int[] FIRST_DAYS = new int[YEARS * 12];
  private static final byte[] LENGTHS = new byte[YEARS * 12];

  static {
    for (int month = 0; month < FIRST_DAYS.length; month++) {
      LocalDate first = LocalDate.of(FIRST_YEAR + month / 12, month % 12 + 1, 1);
      FIRST_DAYS[month] = (int) first.toEpochDay();
      LENGTHS[month] = (byte) first.lengthOfMonth();
    }
  }

  private IsoTime() {}

  /** Days since 1970-01-01 of the ten bytes at {@code from}, or {@link #NONE}. */
  static int days(byte[] b, int from) {
    long word = (long) WORD.get(b, from);
    int tens = b[from + 8] - '0';
    int ones = b[from + 9] - '0';
    long digits = (word & ~DATE_MARK_BYTES) | (ZEROS & DATE_MARK_BYTES);
    boolean sound =
        (word & DATE_MARK_BYTES) == DATE_MARKS && digits(digits) && (tens | ones) >= 0 && ones < 10;
    if (!sound || tens > 3) {
      return NONE;
    }
    long pairs = pairs(digits);
    int year = (int) (pairs & 0xFF) * 100 + (int) ((pairs >>> 16) & 0xFF);
    int month = (int) ((pairs >>> 40) & 0xFF);
    int index = (year - FIRST_YEAR) * 12 + month - 1;
    if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS || month < 1 || month > 12) {
      return NONE;
    }
    int day = tens * 10 + ones;
    return day >= 1 && day <= LENGTHS[index] ? FIRST_DAYS[index] + day - 1 : NONE;
  }

  /** Seconds of the day of the eight bytes at {@code from}, or {@link #NONE}. */
  static int seconds(byte[] b, int from) {
    long word = (long) WORD.get(b, from);
    long digits = (word & ~TIME_MARK_BYTES) | (ZEROS & TIME_MARK_BYTES);
    if ((word & TIME_MARK_BYTES) != TIME_MARKS || !digits(digits)) {
      return NONE;
    }
    long pairs = pairs(digits);
    int hour = (int) (pairs & 0xFF);
    int minute = (int) ((pairs >>> 24) & 0xFF);
    int second = (int) ((pairs >>> 48) & 0xFF);
    return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : NONE;
  }

  private static boolean digits(long word) {
    return (((word + 0x46 * ONES) | (word - ZEROS)) & HIGH) == 0;
  }

  /** In each byte the number of two digits that begins there. */
  private static long pairs(long word) {
    long digits = word - ZEROS;
    return digits * 10 + (digits >>> 8);
  }
}
