package io.logflow.scan;

import io.logflow.job.ColumnType;
import java.util.List;
import java.util.Optional;

/** Chooses a column's type: the lattice of docs/guide/types.md. */
final class TypeChooser {
  private final ColumnSettings settings;
  private final ColumnValues values;
  private final List<String> inputNames;
  private final TemporalChooser temporals;

  private TypeChooser(ColumnScan column, List<String> inputNames) {
    this.settings = column.settings();
    this.values = column.values();
    this.inputNames = inputNames;
    this.temporals = new TemporalChooser(settings, values, inputNames, false);
  }

  /**
   * @param inputNames names of all inputs, for sentences
   * @throws io.logflow.job.InputException MALFORMED_INPUT if a value does not fit a forced type
   */
  static Choice choose(ColumnScan column, List<String> inputNames) {
    TypeChooser chooser = new TypeChooser(column, inputNames);
    Optional<ColumnType> forced = column.settings().forced();
    return forced.isPresent()
        ? new ForcedChooser(column, inputNames).choose(forced.get())
        : chooser.choose();
  }

  private Choice choose() {
    if (values.text.count() == 0) {
      return Choices.text(values, "It has no value at all.");
    }
    Optional<Choice> given = temporals.given();
    if (given.isPresent()) {
      return given.get();
    }
    if (values.booleans.alive()) {
      return Choices.bool(values.booleans, "Every value is true or false.");
    }
    if (values.numbers.alive()) {
      return number(values.numbers);
    }
    return temporals.choose().orElseGet(this::text);
  }

  private Choice text() {
    Sample sample = values.contradiction();
    return Choices.text(
        values,
        sample == null
            ? "Its dates and times are not all of one format."
            : TextReason.of(sample, values, inputNames));
  }

  private Choice number(NumberScan numbers) {
    if (numbers.integers()) {
      return numbers.minusZero == null && numbers.beyondLong == null
          ? Choices.number(numbers, ColumnType.BIGINT, "Every value is a 64-bit integer.")
          : decimal(numbers, where(numbers.beyondLong) + " does not fit 64 bits.");
    }
    if (numbers.pointed == null) {
      return Choices.text(
          values,
          where(numbers.exponential)
              + " may be an identifier: no value of the column has a decimal point.");
    }
    if (settings.decimals() && decimalPossible(numbers)) {
      return decimal(
          numbers, where(numbers.pointed) + " has a point, and decimals were asked for.");
    }
    if (numbers.beyondDouble == null) {
      return Choices.number(
          numbers,
          ColumnType.DOUBLE,
          "Every value is a number of at most 15 digits; the first with a point is "
              + where(numbers.pointed)
              + ".");
    }
    return decimal(
        numbers, where(numbers.beyondDouble) + " has more digits than a DOUBLE gives back.");
  }

  private static boolean decimalPossible(NumberScan numbers) {
    return numbers.exponential == null
        && numbers.minusZero == null
        && numbers.integerDigits() + numbers.scale() <= 38;
  }

  private Choice decimal(NumberScan numbers, String why) {
    if (!decimalPossible(numbers)) {
      return Choices.text(values, why + " " + whyNotDecimal(numbers));
    }
    int precision = Math.max(1, numbers.integerDigits() + numbers.scale());
    return Choices.number(numbers, ColumnType.decimal(precision, numbers.scale()), why);
  }

  private String whyNotDecimal(NumberScan numbers) {
    if (numbers.exponential != null) {
      return "DECIMAL has no exponent, as in " + where(numbers.exponential) + ".";
    }
    return numbers.minusZero != null
        ? "DECIMAL has no minus zero, as in " + where(numbers.minusZero) + "."
        : "DECIMAL holds 38 digits, and the column needs "
            + (numbers.integerDigits() + numbers.scale())
            + ".";
  }

  private String where(Sample sample) {
    return sample.where(inputNames);
  }
}
