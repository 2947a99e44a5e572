package io.logflow.scan;

import io.logflow.job.ConversionOptions.DateOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses among the readings of a column as dates and times. */
final class TemporalChooser {
  private final ColumnSettings settings;
  private final ColumnValues values;
  private final List<String> inputNames;
  private final boolean datesAsTimes;

  /**
   * @param datesAsTimes whether dates alone are wanted as timestamps, too
   */
  TemporalChooser(
      ColumnSettings settings, ColumnValues values, List<String> inputNames, boolean datesAsTimes) {
    this.settings = settings;
    this.values = values;
    this.inputNames = inputNames;
    this.datesAsTimes = datesAsTimes;
  }

  /** The choice of the format that was given, where it reads every value. */
  Optional<Choice> given() {
    return values.temporals.given().map(reading -> choice(reading, ", which was given"));
  }

  /** The choice of the forms that are tried by themselves; empty where none reads every value. */
  Optional<Choice> choose() {
    List<TemporalReading> readings = values.temporals.readings();
    if (readings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(agree() ? choice(readings.get(0), "") : ordered(readings));
  }

  private boolean agree() {
    return values.temporals.disputed() == null;
  }

  /** Day and month first are both possible and give different days. */
  private Choice ordered(List<TemporalReading> readings) {
    return readings.stream()
        .filter(reading -> order(reading).equals(settings.dateOrder()))
        .findFirst()
        .map(reading -> choice(reading, whoseOrder()))
        .orElseGet(() -> ambiguous(readings));
  }

  private String whoseOrder() {
    return settings.contract().isPresent()
        ? ", in the date order that the folder's contract remembers or that was given"
        : ", in the date order that was given";
  }

  private static Optional<DateOrder> order(TemporalReading reading) {
    return Optional.of(
        switch (reading.dateForm.charAt(0)) {
          case 'd' -> DateOrder.DMY;
          case 'y' -> DateOrder.YMD;
          default -> DateOrder.MDY;
        });
  }

  private Choice ambiguous(List<TemporalReading> readings) {
    boolean shortYears = readings.stream().anyMatch(TemporalReading::shortYear);
    String where = values.temporals.disputed().where(inputNames);
    String why =
        shortYears
            ? "Its dates may be read in several orders of day, month and year, as in " + where + "."
            : "Its dates are day and month or month and day: no day above 12 tells which, as in "
                + where
                + ".";
    String orders =
        String.join(
            " or ",
            readings.stream()
                .map(reading -> order(reading).orElseThrow())
                .distinct()
                .map(order -> "--date-order " + order.name().toLowerCase(Locale.ROOT))
                .toList());
    String warning =
        "Column '"
            + settings.name()
            + (shortYears
                ? "' stays text, because its dates may be read in several orders;"
                : "' stays text, because its dates may be day first or month first;")
            + " settle it with "
            + orders
            + ".";
    return Choices.text(values, why).warning(List.of(warning));
  }

  private Choice choice(TemporalReading reading, String addition) {
    if (reading.fine != null && reading.remote != null) {
      return tooWide(reading);
    }
    String why = "Every value has the format " + reading.pattern() + addition + ".";
    return Choices.temporal(reading, datesAsTimes, why).warning(warnings(reading));
  }

  private Choice tooWide(TemporalReading reading) {
    String why =
        reading.fine.where(inputNames)
            + " needs nanoseconds, and other values lie outside the years 1677 to 2262.";
    return Choices.text(values, why).warning(List.of(about("stays text: " + why)));
  }

  private List<String> warnings(TemporalReading reading) {
    List<String> all = new ArrayList<>();
    if (reading.fine != null) {
      all.add(
          about(
              "holds nanoseconds, as in "
                  + reading.fine.where(inputNames)
                  + "; some readers refuse them."));
    }
    if (reading.shortYear()) {
      int first = settings.firstYear().orElseThrow();
      all.add(
          about(
              "has years of two digits, which are read as %d to %d (two_digit_years)."
                  .formatted(first, first + 99)));
    }
    if (reading.zoned() && !reading.epoch()) {
      String offsets = String.join(", ", reading.offsets.shown());
      all.add(about("holds instants in UTC; the offsets in the input were " + offsets + "."));
    }
    if (reading.doubtful != null) {
      all.add(
          about(
              "has a local time that comes never or twice in "
                  + settings.zone().orElseThrow()
                  + ", "
                  + reading.doubtful.where(inputNames)
                  + "; a skipped time was moved forward by the gap, of two the earlier was taken."));
    }
    return all;
  }

  private String about(String rest) {
    return "Column '" + settings.name() + "' " + rest;
  }
}
