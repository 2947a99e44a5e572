package io.logflow.scan;

import io.logflow.job.CanonicalText;
import io.logflow.job.ColumnType;

/** Whether a number fits a type that was asked for without losing anything of its value. */
final class NumberFit {
  private final ColumnType type;

  NumberFit(ColumnType type) {
    this.type = type;
  }

  boolean takes(NumberText text, Cell cell) {
    return switch (type.kind()) {
      case BIGINT -> text.integer() && (text.narrow || fitsLong(cell));
      case DECIMAL ->
          !text.exponent
              && text.neededScale <= type.scale()
              && text.integerDigits <= type.precision() - type.scale();
      case DOUBLE -> text.significant <= NumberText.DOUBLE_DIGITS || comesBack(cell);
      default -> true;
    };
  }

  private static boolean fitsLong(Cell cell) {
    return Values.decimal(cell.b, cell.from, cell.to).toBigInteger().bitLength() < 64;
  }

  /** Some numbers of 16 and 17 digits are the shortest that give their double back. */
  private static boolean comesBack(Cell cell) {
    double value = Values.decimalToDouble(cell.b, cell.from, cell.to);
    return !Double.isInfinite(value)
        && CanonicalText.decimalOf(value).compareTo(Values.decimal(cell.b, cell.from, cell.to))
            == 0;
  }
}
