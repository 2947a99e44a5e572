package io.logflow.scan;

import io.logflow.job.ColumnType;
import java.util.List;

/** Chooses the type of a column of numbers: the one that keeps every digit. */
final class NumberChooser {
  private static final int MOST_DIGITS = 38;

  private final ColumnSettings settings;
  private final ColumnValues values;
  private final NumberScan numbers;
  private final List<String> inputNames;

  /**
   * @param numbers the numbers that the values are
   */
  NumberChooser(
      ColumnSettings settings, ColumnValues values, NumberScan numbers, List<String> inputNames) {
    this.settings = settings;
    this.values = values;
    this.numbers = numbers;
    this.inputNames = inputNames;
  }

  Choice choose() {
    if (numbers.integers()) {
      return numbers.minusZero == null && numbers.beyondLong == null
          ? Choices.number(numbers, ColumnType.BIGINT, "Every value is a 64-bit integer.")
          : decimal(where(numbers.beyondLong) + " does not fit 64 bits.");
    }
    if (numbers.pointed == null) {
      // Only the plain way has exponents.
      return Choices.text(
          values,
          where(numbers.exponential)
              + " may be an identifier: no value of the column has a decimal point.");
    }
    if (settings.decimals() && numbers.exponential == null && decimalPossible(numbers)) {
      return decimal(where(numbers.pointed) + " has a point, and decimals were asked for.");
    }
    if (numbers.beyondDouble == null) {
      return Choices.number(
          numbers,
          ColumnType.DOUBLE,
          "Every value is a number of at most 15 digits; the first with a point is "
              + where(numbers.pointed)
              + ".");
    }
    if (givenBack()) {
      return Choices.number(
          numbers,
          ColumnType.DOUBLE,
          "Every value is a number of which a DOUBLE gives every digit back.");
    }
    return decimal(where(numbers.beyondDouble) + " has more digits than a DOUBLE gives back.");
  }

  /** Whether no DECIMAL holds the numbers, and a thorough scan has found that doubles do. */
  private boolean givenBack() {
    return settings.thorough() && !decimalPossible(numbers) && numbers.lost == null;
  }

  /** Whether only a look at the digits of doubles tells what a column of numbers is. */
  static boolean open(NumberScan numbers) {
    return numbers.pointed != null && numbers.beyondDouble != null && !decimalPossible(numbers);
  }

  /** Whether a DECIMAL holds every number, written out where it has an exponent. */
  static boolean decimalPossible(NumberScan numbers) {
    return numbers.minusZero == null && numbers.integerDigits() + numbers.scale() <= MOST_DIGITS;
  }

  private Choice decimal(String why) {
    if (!decimalPossible(numbers)) {
      return Choices.text(values, why + " " + whyNotDecimal());
    }
    int precision = Math.max(1, numbers.integerDigits() + numbers.scale());
    return Choices.number(numbers, ColumnType.decimal(precision, numbers.scale()), why);
  }

  private String whyNotDecimal() {
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
