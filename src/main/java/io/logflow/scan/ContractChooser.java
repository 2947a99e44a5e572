package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins the type of a column's values with the type that the folder's contract has for it: the
 * least type that holds both. No value is refused; what fits no type but text is text.
 */
final class ContractChooser {
  private static final Set<TypeKind> NUMBERS =
      EnumSet.of(TypeKind.BIGINT, TypeKind.DOUBLE, TypeKind.DECIMAL);
  private static final int MOST_DIGITS = 38;

  /** The digits of the longest BIGINT. */
  private static final int BIGINT_DIGITS = 19;

  /** Digits behind the point that DECIMAL keeps for what was DOUBLE: half, less one in front. */
  private static final int DOUBLE_SCALE = 18;

  private final ColumnSettings settings;
  private final ColumnValues values;
  private final List<String> inputNames;
  private final ColumnType known;

  /**
   * @param known the contract's type
   */
  ContractChooser(
      ColumnType known, ColumnSettings settings, ColumnValues values, List<String> inputNames) {
    this.settings = settings;
    this.values = values;
    this.inputNames = inputNames;
    this.known = known;
  }

  /** The type of a column that has no value here. */
  static Choice none(ColumnType type) {
    String why = "It has no value; the folder's contract has this type.";
    return new Choice(type, "", why, "", "", 0, 0, Optional.empty(), List.of());
  }

  /**
   * The join.
   *
   * @param own what the values alone would be
   */
  Choice join(Choice own) {
    return values.text.count() == 0 ? none(known) : joined(own);
  }

  /** As {@link #join}, of a column that has values. */
  Choice joined(Choice own) {
    if (own.type().equals(known)) {
      return own;
    }
    if (NUMBERS.contains(known.kind())) {
      return number(own);
    }
    if (known.kind() == TypeKind.TIME && own.type().kind() == TypeKind.TIME) {
      return precise(own);
    }
    return known.kind().isTemporal() && known.kind() != TypeKind.TIME ? temporal(own) : text();
  }

  private Choice number(Choice own) {
    NumberScan numbers = numbers(own);
    if (numbers == null) {
      return text();
    }
    if (known.kind() == TypeKind.DECIMAL) {
      return decimal(numbers);
    }
    boolean small = numbers.beyondDouble == null;
    if (known.kind() == TypeKind.DOUBLE && small) {
      return Choices.number(
          numbers, ColumnType.DOUBLE, "Every value is a number of at most 15 digits" + held());
    }
    if (known.kind() == TypeKind.DOUBLE) {
      return wide(numbers, MOST_DIGITS, DOUBLE_SCALE, numbers.beyondDouble);
    }
    if (own.type().kind() == TypeKind.DECIMAL) {
      return wide(numbers, BIGINT_DIGITS, 0, numbers.beyondDouble);
    }
    return NUMBERS.contains(own.type().kind()) ? own : text();
  }

  /**
   * A DECIMAL that also holds the contract's values, of which the contract knows no digits: room
   * for them is as much as fits beside the digits that are there.
   */
  private Choice wide(NumberScan numbers, int precision, int leastScale, Sample odd) {
    int whole = numbers.integerDigits();
    int scale = Math.min(Math.max(leastScale, numbers.scale()), MOST_DIGITS - whole);
    if (!NumberChooser.decimalPossible(numbers) || scale < numbers.scale()) {
      return text();
    }
    int digits = Math.min(MOST_DIGITS, Math.max(precision, whole) + scale);
    String why = odd == null ? "Its numbers" : where(odd);
    return Choices.number(
        numbers,
        ColumnType.decimal(digits, scale),
        why + (odd == null ? " have" : " has") + " more digits than the contract's " + known + ".");
  }

  /** The scan by which the values are numbers; null where they are none. */
  private NumberScan numbers(Choice own) {
    if (values.numbers.alive()) {
      return values.numbers;
    }
    if (!NUMBERS.contains(own.type().kind())) {
      return null;
    }
    return values.comma.alive() && !values.point.alive() ? values.comma : values.point;
  }

  private Choice decimal(NumberScan numbers) {
    int scale = Math.max(known.scale(), numbers.scale());
    int whole = Math.max(known.precision() - known.scale(), numbers.integerDigits());
    if (!NumberChooser.decimalPossible(numbers) || whole + scale > MOST_DIGITS) {
      return text();
    }
    ColumnType type = ColumnType.decimal(whole + scale, scale);
    String why =
        type.equals(known)
            ? "Every value is a decimal number" + held()
            : "Its numbers and the contract's " + known + " together need as many digits.";
    return Choices.number(numbers, type, why);
  }

  private Choice temporal(Choice own) {
    boolean dated = own.type().kind().isTemporal() && own.type().kind() != TypeKind.TIME;
    if (!dated) {
      return text();
    }
    if (own.type().kind() == known.kind()) {
      return precise(own);
    }
    if (known.kind() == TypeKind.DATE) {
      boolean placed = settings.zone().isPresent();
      return own.type().kind() == TypeKind.TIMESTAMP || placed ? own : text();
    }
    TemporalChooser times = new TemporalChooser(settings, values, inputNames, true);
    return times
        .given()
        .or(times::choose)
        .filter(choice -> choice.type().kind() == known.kind())
        .map(this::precise)
        .orElseGet(this::text);
  }

  /** Microseconds are also nanoseconds, in the years that these reach. */
  private Choice precise(Choice own) {
    if (!known.nanos()) {
      return own;
    }
    Sample remote = values.temporals.remote(own.format());
    return remote == null
        ? own.as(own.type().withNanos(), own.why())
        : Choices.text(
            values,
            where(remote)
                + " lies outside the years 1677 to 2262 of the contract's "
                + known
                + ".");
  }

  private static String held() {
    return ", which the contract's type holds.";
  }

  private Choice text() {
    Sample odd = culprit();
    String why =
        odd == null
            ? "Its values are no " + known + ", which the contract has."
            : where(odd) + " is no " + known + ", which the contract has.";
    return Choices.text(values, why);
  }

  /** The first value that the contract's type does not hold; null where it cannot be named. */
  private Sample culprit() {
    return switch (known.kind()) {
      case BOOLEAN -> values.booleans.contradiction;
      case BIGINT, DOUBLE, DECIMAL ->
          Sample.first(values.numbers.contradiction, values.numbers.beyondDouble);
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> values.temporals.culprit(known);
      case VARCHAR, STRUCT, LIST -> null;
    };
  }

  private String where(Sample sample) {
    return sample.where(inputNames);
  }
}
