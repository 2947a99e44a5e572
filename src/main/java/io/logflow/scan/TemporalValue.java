package io.logflow.scan;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What {@link TemporalFormat#parse} found in one text; reused from value to value. */
public final class TemporalValue {
  private static final int SECONDS_A_DAY = 86_400;

  /** Days of the years 1 to 9999. */
  private static final long FIRST_DAY = -719_162;

  private static final long LAST_DAY = 2_932_896;

  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int nanos;
  int offset;
  boolean timed;
  boolean zoned;
  boolean afternoon;
  boolean halfDay;

  /** The weekday that is named, from Monday, from 1; 0 where none is. */
  int weekday;

  /** The languages that have all names, as in {@link CalendarNames}. */
  int languages;

  private boolean epoch;
  private long days;

  void clear() {
    year = 1970;
    month = 1;
    day = 1;
    hour = 0;
    minute = 0;
    second = 0;
    nanos = 0;
    offset = 0;
    timed = false;
    zoned = false;
    afternoon = false;
    halfDay = false;
    weekday = 0;
    languages = CalendarNames.ALL;
    epoch = false;
  }

  /** Sets the instant of so many seconds since 1970-01-01T00:00Z. */
  void setEpoch(long seconds, int nanosBeyond) {
    epoch = true;
    days = Math.floorDiv(seconds, SECONDS_A_DAY);
    int ofDay = Math.floorMod(seconds, SECONDS_A_DAY);
    hour = ofDay / 3600;
    minute = ofDay / 60 % 60;
    second = ofDay % 60;
    nanos = nanosBeyond;
    timed = true;
    zoned = true;
  }

  /** Checks the fields against the calendar and the clock; false where they name nothing. */
  boolean settle() {
    if (epoch) {
      return days >= FIRST_DAY && days <= LAST_DAY;
    }
    if (halfDay) {
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    boolean sound =
        year >= 1
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= lengthOfMonth()
            && hour <= 23
            && minute <= 59
            && second <= 59;
    days = sound ? epochDay() : 0;
    return sound && (weekday == 0 || weekday == Math.floorMod(days + 3, 7) + 1);
  }

  private int lengthOfMonth() {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Counts from the first of March, so that the leap day comes last. */
  private long epochDay() {
    int shifted = month > 2 ? month - 3 : month + 9;
    long years = month > 2 ? year : year - 1;
    long leaps = Math.floorDiv(years, 4) - Math.floorDiv(years, 100) + Math.floorDiv(years, 400);
    return years * 365 + leaps + (153L * shifted + 2) / 5 + day - 1 - 719_468;
  }

  /** Days since 1970-01-01 of the date as written. */
  public long days() {
    return days;
  }

  /** Whole seconds of the day as written. */
  public int secondOfDay() {
    return hour * 3600 + minute * 60 + second;
  }

  /** Nanoseconds beyond the whole second, 0 to 999 999 999. */
  public int nanos() {
    return nanos;
  }

  /** Whether there was a time, not only a date. */
  public boolean timed() {
    return timed;
  }

  /** Whether there was an offset. */
  public boolean zoned() {
    return zoned;
  }

  /** The offset as written, seconds east of UTC; 0 where there was none. */
  public int offsetSeconds() {
    return offset;
  }

  /**
   * Whole seconds since 1970-01-01T00:00: of the local time where there was no offset, else of the
   * instant in UTC.
   */
  public long seconds() {
    return days * SECONDS_A_DAY + secondOfDay() - offset;
  }

  /**
   * Whole seconds since the epoch of the instant; a time without an offset is one of {@code zone}.
   * A time that a change of clocks skips moves forward by the length of the gap; of a time that
   * comes twice the earlier instant is taken.
   */
  public long instant(ZoneId zone) {
    return zoned ? seconds() : local().atZone(zone).toEpochSecond();
  }

  /** Whether a time without an offset comes never or twice in {@code zone}. */
  boolean doubtful(ZoneId zone) {
    return !zoned && zone.getRules().getValidOffsets(local()).size() != 1;
  }

  private LocalDateTime local() {
    return LocalDateTime.ofEpochSecond(days * SECONDS_A_DAY + secondOfDay(), 0, ZoneOffset.UTC);
  }

  /** The instant or local time in seconds and nanoseconds, for messages. */
  @Override
  public String toString() {
    return Instant.ofEpochSecond(seconds(), nanos).toString();
  }
}
