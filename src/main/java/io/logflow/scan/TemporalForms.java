package io.logflow.scan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  static final List<String> TIMES = List.of("HH:mm:ss", "HH:mm");

  static final List<String> OFFSETS = List.of("", "X", " X");

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

  /** The other reading of a date of two small numbers; empty where there is only one. */
  static Optional<String> twin(String date) {
    return switch (date) {
      case "d/M/yyyy" -> Optional.of("M/d/yyyy");
      case "M/d/yyyy" -> Optional.of("d/M/yyyy");
      case "d-M-yyyy" -> Optional.of("M-d-yyyy");
      case "M-d-yyyy" -> Optional.of("d-M-yyyy");
      default -> Optional.empty();
    };
  }
}
