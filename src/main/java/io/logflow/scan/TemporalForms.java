package io.logflow.scan;

import io.logflow.job.ValueForms;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The forms of date and time that a column is tried with when nobody names one. */
final class TemporalForms {
  /** Dates of numbers; day and month of one digit are taken where a form has single letters. */
  private static final List<String> NUMBERS =
      List.of(
          "yyyy-MM-dd",
          "yyyy/MM/dd",
          "yyyy.MM.dd",
          "d/M/yyyy",
          "M/d/yyyy",
          "d-M-yyyy",
          "M-d-yyyy",
          "d.M.yyyy");

  /** Dates with the name of the month, and of the weekday where they have one. */
  private static final List<String> NAMES =
      List.of(
          "d-MMM{*}-yyyy",
          "d MMM{*} yyyy",
          "d/MMM{*}/yyyy",
          "d. MMM{*} yyyy",
          "d-MMMM{*}-yyyy",
          "d MMMM{*} yyyy",
          "d. MMMM{*} yyyy",
          "d 'de' MMMM{*} 'de' yyyy",
          "MMM{*} d, yyyy",
          "MMMM{*} d, yyyy",
          "MMM{*} d yyyy",
          "MMMM{*} d yyyy",
          "yyyy-MMM{*}-d",
          "yyyy MMM{*} d",
          "EEE{*}, d MMM{*} yyyy",
          "EEE{*} d MMM{*} yyyy",
          "EEE{*}, d. MMM{*} yyyy",
          "EEE{*}, MMM{*} d, yyyy",
          "EEE{*} MMM{*} d yyyy",
          "EEEE{*}, d MMMM{*} yyyy",
          "EEEE{*} d MMMM{*} yyyy",
          "EEEE{*}, d. MMMM{*} yyyy",
          "EEEE{*}, d 'de' MMMM{*} 'de' yyyy",
          "EEEE{*}, MMMM{*} d, yyyy");

  /** Dates and times that are one whole: of ISO 8601's basic form, of C's ctime, of web logs. */
  private static final List<String> WHOLES =
      List.of(
          "yyyyMMdd'T'HHmmss",
          "yyyyMMdd'T'HHmmssX",
          "EEE MMM ppd HH:mm:ss yyyy",
          "EEE MMM ppd HH:mm:ss X yyyy",
          "'['d/MMM/yyyy:HH:mm:ss X']'");

  /**
   * Dates with years of two digits. Numbers in points and hyphens have two digits each, since
   * sections and versions are written so, too.
   */
  private static final List<String> SHORT_YEARS =
      List.of(
          "d/M/yy",
          "M/d/yy",
          "yy/M/d",
          "dd-MM-yy",
          "MM-dd-yy",
          "yy-MM-dd",
          "dd.MM.yy",
          "yy.MM.dd",
          "d-MMM{*}-yy",
          "d MMM{*} yy",
          "d/MMM{*}/yy");

  private static final List<String> TIMES_OF_DAY =
      List.of("HH:mm:ss", "HH:mm", "HH:mm:ss','SSS", "h:mm:ss a", "h:mm a");

  /** Times behind a date that starts with the year. */
  private static final List<String> TIMES =
      List.of(
          " HH:mm:ss",
          " HH:mm",
          " HH:mm:ssX",
          " HH:mmX",
          " HH:mm:ss X",
          " HH:mm X",
          " HH:mm:ss','SSS",
          " h:mm:ss a",
          " h:mm a");

  /** Times behind other dates, where programs write hours of one digit and of half a day. */
  private static final List<String> LOOSE_TIMES =
      List.of(
          " H:mm:ss",
          " H:mm",
          " H:mm:ssX",
          " H:mmX",
          " H:mm:ss X",
          " H:mm X",
          " H:mm:ss','SSS",
          " h:mm:ss a",
          " h:mm a",
          " h:mm:ssa",
          " h:mma",
          " h:mm:ss aa",
          " h:mm aa",
          ", H:mm:ss",
          ", H:mm",
          ", h:mm:ss a",
          ", h:mm a",
          ":HH:mm:ss",
          ":HH:mm:ss X");

  private static final int SHORTEST = 5;
  private static final int LONGEST = 60;
  private static final Map<String, TemporalFormat> FORMATS = new ConcurrentHashMap<>();

  /** What DuckDB casts from text by itself. */
  static final Set<String> ISO =
      Set.of(
          "yyyy-MM-dd",
          "HH:mm:ss",
          "HH:mm",
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd HH:mm:ssX",
          "yyyy-MM-dd HH:mmX",
          "yyyy-MM-dd[ HH:mm:ss]",
          "yyyy-MM-dd[ HH:mm]");

  private TemporalForms() {}

  /** Whether a pattern is ISO's, or would be with hyphens in place of slashes. */
  static boolean isoOrder(String pattern) {
    return ISO.contains(pattern.replace('/', '-'));
  }

  /** The format of one of the forms above; they are few, so they are kept. */
  static TemporalFormat format(String pattern) {
    TemporalFormat known = FORMATS.get(pattern);
    return known != null ? known : FORMATS.computeIfAbsent(pattern, TemporalFormat::of);
  }

  /**
   * All readings that take a column's first value; empty where it is no date or time.
   *
   * @param firstYear the first that a year of two digits may mean; empty where it is none
   */
  static List<TemporalReading> openings(
      Cell cell, TemporalValue value, ZoneId zone, OptionalInt firstYear) {
    if (!plausible(cell)) {
      return List.of();
    }
    List<TemporalReading> found = new ArrayList<>();
    NUMBERS.forEach(date -> open(date, cell, value, zone, found));
    NAMES.forEach(date -> open(date, cell, value, zone, found));
    if (firstYear.isPresent()) {
      String suffix = suffix(firstYear.getAsInt());
      SHORT_YEARS.forEach(
          date -> open(date.replace("yy", "yy" + suffix), cell, value, zone, found));
    }
    for (String whole : WHOLES) {
      if (format(whole).parse(cell.b, cell.from, cell.to, value)) {
        found.add(TemporalReading.open(whole, "", zone));
      }
    }
    for (String time : TIMES_OF_DAY) {
      if (format(time).parse(cell.b, cell.from, cell.to, value)) {
        found.add(TemporalReading.open("", time, zone));
      }
    }
    return found;
  }

  private static String suffix(int firstYear) {
    return firstYear == ValueForms.POSIX_FIRST_YEAR ? "" : "{" + firstYear + "}";
  }

  private static void open(
      String date, Cell cell, TemporalValue value, ZoneId zone, List<TemporalReading> into) {
    Optional<String> time =
        timeOf(date, cell, value, form -> form)
            .or(
                () ->
                    loosens(date)
                        ? timeOf(date, cell, value, TemporalForms::loose)
                        : Optional.empty());
    time.ifPresent(form -> into.add(TemporalReading.open(date, form, zone)));
  }

  /** Whether numbers of one digit are taken, too, where the form of a date asks for two. */
  static boolean loosens(String date) {
    return date.startsWith("yyyy-MM-") || date.startsWith("yyyy/");
  }

  /** A form with one digit or two in place of two. */
  static String loose(String form) {
    return form.replace("MM", "M").replace("dd", "d").replace("HH", "H");
  }

  /** At least two digits, and no more bytes than the longest of dates. */
  private static boolean plausible(Cell cell) {
    int digits = 0;
    for (int at = cell.from; at < cell.to && digits < 2; at++) {
      digits += cell.b[at] >= '0' && cell.b[at] <= '9' ? 1 : 0;
    }
    return digits == 2 && cell.length() >= SHORTEST && cell.length() <= LONGEST;
  }

  /**
   * The form of time behind a form of date in this value, empty text where none follows.
   *
   * @param spelling how the forms are read
   * @return empty where the value is of another form
   */
  static Optional<String> timeOf(
      String date, Cell cell, TemporalValue value, UnaryOperator<String> spelling) {
    String spelt = spelling.apply(date);
    if (!format(spelt).begins(cell.b, cell.from, cell.to, value)) {
      return Optional.empty();
    }
    if (format(spelt).parse(cell.b, cell.from, cell.to, value)) {
      return Optional.of("");
    }
    List<String> times = date.startsWith("yyyy") ? TIMES : LOOSE_TIMES;
    return times.stream()
        .filter(
            time -> format(spelt + spelling.apply(time)).parse(cell.b, cell.from, cell.to, value))
        .findFirst();
  }
}
