package io.logflow.scan;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The forms of date and time that a column is tried with when nobody names one. */
final class TemporalForms {
  /** Dates; day and month of one digit are taken where a form has single letters. */
  static final List<String> DATES =
      List.of(
          "yyyy-MM-dd",
          "yyyy/MM/dd",
          "yyyy.MM.dd",
          "d/M/yyyy",
          "M/d/yyyy",
          "d-M-yyyy",
          "M-d-yyyy",
          "d.M.yyyy",
          "d-MMM-yyyy",
          "d MMM yyyy",
          "d/MMM/yyyy",
          "d MMMM yyyy",
          "MMM d, yyyy",
          "MMMM d, yyyy");

  private static final List<String> TIMES_OF_DAY = List.of("HH:mm:ss", "HH:mm");

  /** Times behind a date that starts with the year. */
  private static final List<String> TIMES =
      List.of(" HH:mm:ss", " HH:mm", " HH:mm:ssX", " HH:mmX", " HH:mm:ss X", " HH:mm X");

  /** Times behind other dates, where programs write hours of one digit and of half a day. */
  private static final List<String> LOOSE_TIMES =
      List.of(" H:mm:ss", " H:mm", " H:mm:ssX", " H:mmX", " h:mm:ss a", " h:mm a");

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

  /** The format of one of the forms above; they are few, so they are kept. */
  static TemporalFormat format(String pattern) {
    TemporalFormat known = FORMATS.get(pattern);
    return known != null ? known : FORMATS.computeIfAbsent(pattern, TemporalFormat::of);
  }

  /** All readings that take a column's first value; empty where it is no date or time. */
  static List<TemporalReading> openings(Cell cell, TemporalValue value, ZoneId zone) {
    if (!plausible(cell)) {
      return List.of();
    }
    List<TemporalReading> found = new ArrayList<>();
    for (String date : DATES) {
      if (format(date).parse(cell.b, cell.from, cell.to, value)) {
        found.add(TemporalReading.open(date, "", zone));
      } else {
        timeOf(date, cell, value).ifPresent(t -> found.add(TemporalReading.open(date, t, zone)));
      }
    }
    for (String time : TIMES_OF_DAY) {
      if (format(time).parse(cell.b, cell.from, cell.to, value)) {
        found.add(TemporalReading.open("", time, zone));
      }
    }
    return found;
  }

  private static boolean plausible(Cell cell) {
    return cell.length() >= 5 && cell.length() <= LONGEST;
  }

  /** The form of time behind a form of date in this value. */
  static Optional<String> timeOf(String date, Cell cell, TemporalValue value) {
    if (!format(date).begins(cell.b, cell.from, cell.to, value)) {
      return Optional.empty();
    }
    List<String> times = date.startsWith("yyyy") ? TIMES : LOOSE_TIMES;
    return times.stream()
        .filter(time -> format(date + time).parse(cell.b, cell.from, cell.to, value))
        .findFirst();
  }
}
