package io.logflow.scan;

import io.logflow.job.ColumnType;
import java.util.List;
import java.util.Optional;

/** Chooses the type of JSON numbers, which need no point to have an exponent. */
final class JsonNumbers {
  private final NumberScan numbers;
  private final boolean decimals;
  private final List<String> inputNames;

  JsonNumbers(JsonNode node, List<String> inputNames) {
    this.numbers = node.scan().values().numbers;
    this.decimals = node.settings().decimals();
    this.inputNames = inputNames;
  }

  /** The type that holds every number as it is; empty where none does. */
  Optional<Choice> choose() {
    if (!numbers.alive()) {
      return Optional.empty();
    }
    if (numbers.integers()) {
      return numbers.beyondLong == null
          ? number(ColumnType.BIGINT, "Every value is a 64-bit integer.")
          : decimal(where(numbers.beyondLong) + " does not fit 64 bits.");
    }
    Sample odd = Sample.first(numbers.pointed, numbers.exponential);
    if (decimals && numbers.exponential == null && NumberChooser.decimalPossible(numbers)) {
      return decimal(where(odd) + " is no integer, and decimals were asked for.");
    }
    if (numbers.beyondDouble == null) {
      return number(
          ColumnType.DOUBLE,
          "Every value is a number of at most 15 digits; the first that is no integer is "
              + where(odd)
              + ".");
    }
    return decimal(where(numbers.beyondDouble) + " has more digits than a DOUBLE gives back.");
  }

  private Optional<Choice> number(ColumnType type, String why) {
    return Optional.of(Choices.number(numbers, type, why));
  }

  private Optional<Choice> decimal(String why) {
    if (!NumberChooser.decimalPossible(numbers)) {
      return Optional.empty();
    }
    int precision = Math.max(1, numbers.integerDigits() + numbers.scale());
    return number(ColumnType.decimal(precision, numbers.scale()), why);
  }

  private String where(Sample sample) {
    return sample.where(inputNames);
  }

  /** Why no type of numbers holds every value. */
  static String whyNot(JsonNode node, List<String> inputNames) {
    NumberScan numbers = node.scan().values().numbers;
    Sample odd =
        numbers.alive()
            ? Sample.first(numbers.beyondDouble, numbers.beyondLong)
            : numbers.contradiction;
    return (odd == null ? "Its numbers" : odd.where(inputNames))
        + " and the others together fit no type of numbers; they are kept as they stand.";
  }
}
