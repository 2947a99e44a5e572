package io.logflow.scan;

import java.util.List;
import java.util.Optional;

/**
 * Chooses among the readings of a column as numbers with a decimal comma and with a decimal point,
 * neither of them written the plain way. What could be read in two ways stays text.
 */
final class MarkedChooser {
  private final ColumnSettings settings;
  private final ColumnValues values;
  private final List<String> inputNames;

  MarkedChooser(ColumnSettings settings, ColumnValues values, List<String> inputNames) {
    this.settings = settings;
    this.values = values;
    this.inputNames = inputNames;
  }

  /** The choice; empty where the values are no such numbers. */
  Optional<Choice> choose() {
    if (values.comma == null || !settings.thorough()) {
      return Optional.empty();
    }
    boolean comma = values.comma.alive();
    boolean point = values.point.alive();
    if (comma && point) {
      return Optional.of(
          agree() && proven(values.point) ? number(values.point) : ambiguous(values.point));
    }
    if (!comma && !point) {
      return Optional.empty();
    }
    NumberScan one = comma ? values.comma : values.point;
    return Optional.of(proven(one) ? number(one) : ambiguous(one));
  }

  /** Without a fraction in either reading the numbers are the same. */
  private boolean agree() {
    return values.comma.marks().fraction == null && values.point.marks().fraction == null;
  }

  /**
   * Whether these are numbers and no lists of integers: a list has no two kinds of marks, no group
   * of one digit or two before groups of three in all values, and no item that begins with a zero.
   * Where commas part no fields, they part fractions from integers rather than items of a list, if
   * the fractions look like those of measures.
   */
  private boolean proven(NumberScan numbers) {
    MarkedNumbers marks = numbers.marks();
    boolean both = marks.marked != null && marks.fraction != null;
    boolean free = settings.commaFree() && marks.marked == null && marks.measured();
    return both || free || marks.proof != null || marks.grouped() || marks.worded();
  }

  private Choice number(NumberScan numbers) {
    return new NumberChooser(settings, values, numbers, inputNames).choose();
  }

  private Choice ambiguous(NumberScan numbers) {
    MarkedNumbers marks = numbers.marks();
    Sample sample = Sample.first(marks.marked, marks.fraction);
    String where = sample.where(inputNames);
    String why = "Its values may be numbers, as " + where + ", but none tells what its marks mean.";
    String warning =
        "Column '"
            + settings.name()
            + "' stays text, because no value tells whether marks as in "
            + where
            + " part groups of digits, a fraction, or items of a list; settle it with"
            + " --decimal-separator ',' or --decimal-separator '.'.";
    return Choices.text(values, why).warning(List.of(warning));
  }
}
