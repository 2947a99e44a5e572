package io.logflow.scan;

import java.math.BigDecimal;

/**
 * Least and greatest of numbers, exact. Doubles only spare comparisons: rounding keeps the order,
 * so that a number whose double is within the range's doubles is within the range.
 */
final class NumberRange {
  private long minLong = Long.MAX_VALUE;
  private long maxLong = Long.MIN_VALUE;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private BigDecimal min;
  private BigDecimal max;

  void take(long value) {
    minLong = Math.min(minLong, value);
    maxLong = Math.max(maxLong, value);
  }

  /** Whether a long lies between longs that were taken. */
  boolean holds(long value) {
    return value >= minLong && value <= maxLong;
  }

  /** Whether numbers of which these are the nearest doubles lie between numbers that were taken. */
  boolean surelyHolds(double low, double high) {
    return low > least && high < greatest;
  }

  /**
   * Takes a number that is no long.
   *
   * @param value the double nearest to it
   * @param distinct whether no other number so far has the same double
   */
  void take(double value, boolean distinct, Cell cell) {
    boolean outside =
        distinct ? value < least || value > greatest : !(value > least && value < greatest);
    if (outside) {
      widen(Values.decimal(cell.b, cell.from, cell.to), value, value);
    }
  }

  void take(BigDecimal value) {
    double nearest = value.doubleValue();
    widen(value, nearest, nearest);
  }

  private void widen(BigDecimal exact, double low, double high) {
    if (min == null || exact.compareTo(min) < 0) {
      min = exact;
      least = low;
    }
    if (max == null || exact.compareTo(max) > 0) {
      max = exact;
      greatest = high;
    }
  }

  void merge(NumberRange other) {
    minLong = Math.min(minLong, other.minLong);
    maxLong = Math.max(maxLong, other.maxLong);
    if (other.min != null) {
      widen(other.min, other.least, other.least);
      widen(other.max, other.greatest, other.greatest);
    }
  }

  private boolean longs() {
    return minLong <= maxLong;
  }

  /** The least number; null where there is none. */
  BigDecimal min() {
    BigDecimal least = longs() ? BigDecimal.valueOf(minLong) : min;
    return least == null || min == null ? least : least.min(min);
  }

  /** The greatest number; null where there is none. */
  BigDecimal max() {
    BigDecimal greatest = longs() ? BigDecimal.valueOf(maxLong) : max;
    return greatest == null || max == null ? greatest : greatest.max(max);
  }
}
