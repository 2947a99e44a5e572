package io.logflow.scan;

import io.logflow.job.CanonicalText;
import io.logflow.job.ColumnType;

/** Whether a number fits a type that was asked for without losing anything of its value. */
final class NumberFit {
  /** Numbers of fewer places, and without an exponent, are within the range of a double. */
  private static final int SURE_PLACES = 300;

  private final ColumnType type;

  NumberFit(ColumnType type) {
    this.type = type;
  }

  boolean takes(NumberText text, Cell cell) {
    return switch (type.kind()) {
      case BIGINT -> text.integer() && (text.narrow || fitsLong(cell));
      case DECIMAL ->
          (text.exponent ? text.plainScale() : text.neededScale) <= type.scale()
              && text.plainIntegerDigits() <= type.precision() - type.scale();
      case DOUBLE ->
          inRange(text, cell) && (text.significant <= NumberText.DOUBLE_DIGITS || comesBack(cell));
      default -> true;
    };
  }

  /** Whether a double is within range of a number, and gives every digit of it back. */
  static boolean givesBack(NumberText text, Cell cell) {
    return inRange(text, cell) && comesBack(cell);
  }

  private static boolean inRange(NumberText text, Cell cell) {
    boolean sure = !text.exponent && text.integerDigits < SURE_PLACES && text.scale < SURE_PLACES;
    return sure || !outOfRange(text, Values.decimalToDouble(cell.b, cell.from, cell.to));
  }

  /** Whether the double nearest to a number is infinite or has lost digits near zero. */
  static boolean outOfRange(NumberText text, double value) {
    return Double.isInfinite(value) || (Math.abs(value) < Double.MIN_NORMAL && !text.zero());
  }

  private static boolean fitsLong(Cell cell) {
    return Values.decimal(cell.b, cell.from, cell.to).toBigInteger().bitLength() < 64;
  }

  /** Some numbers of 16 and 17 digits are the shortest that give their double back. */
  private static boolean comesBack(Cell cell) {
    double value = Values.decimalToDouble(cell.b, cell.from, cell.to);
    return CanonicalText.decimalOf(value).compareTo(Values.decimal(cell.b, cell.from, cell.to))
        == 0;
  }
}
