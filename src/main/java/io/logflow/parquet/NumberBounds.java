package io.logflow.parquet;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The least and the greatest of a page's numbers. DOUBLE has IEEE 754's total order, in which -0.0
 * comes before 0.0; NaN is a bound only where there is no other value.
 */
final class NumberBounds {
  private static final long INFINITE = 0x7FF0_0000_0000_0000L;

  private final Range numbers = new Range();
  private final Range strange = new Range();
  private boolean real;
  private long nans;

  void start(Storage storage) {
    real = storage == Storage.DOUBLE;
    nans = 0;
    numbers.clear();
    strange.clear();
  }

  void add(long[] values, int from, int to) {
    if (!real) {
      addIntegers(values, from, to);
    } else if (!addReals(values, from, to)) {
      addWithNan(values, from, to);
    }
  }

  private void addIntegers(long[] values, int from, int to) {
    long low = numbers.least;
    long high = numbers.greatest;
    for (int i = from; i < to; i++) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    numbers.add(low, high);
  }

  /** Adds nothing and says so where there is NaN among the values. */
  private boolean addReals(long[] values, int from, int to) {
    long low = numbers.least;
    long high = numbers.greatest;
    for (int i = from; i < to; i++) {
      long ordered = ordered(values[i]);
      low = Math.min(low, ordered);
      high = Math.max(high, ordered);
    }
    if (from < to && (high > INFINITE || low < ~INFINITE)) {
      return false;
    }
    numbers.add(low, high);
    return true;
  }

  private void addWithNan(long[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean nan = Double.isNaN(Double.longBitsToDouble(values[i]));
      nans += nan ? 1 : 0;
      long ordered = ordered(values[i]);
      (nan ? strange : numbers).add(ordered, ordered);
    }
  }

  /** Bits of a double as a number with the same order, and back. */
  private static long ordered(long bits) {
    return bits ^ ((bits >> 63) >>> 1);
  }

  Statistics<?> statistics(PrimitiveType type, long nulls) {
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    long counted = 0;
    if (!numbers.empty()) {
      update(statistics, type, numbers.least);
      update(statistics, type, numbers.greatest);
    } else if (!strange.empty()) {
      update(statistics, type, strange.least);
      update(statistics, type, strange.greatest);
      counted = 2;
    }
    if (nans > 0) {
      statistics.incrementNanCount(nans - counted);
    }
    return statistics;
  }

  private static void update(Statistics<?> statistics, PrimitiveType type, long value) {
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> statistics.updateStats(value != 0);
      case INT32 -> statistics.updateStats((int) value);
      case INT64 -> statistics.updateStats(value);
      default -> statistics.updateStats(Double.longBitsToDouble(ordered(value)));
    }
  }

  private static final class Range {
    private long least;
    private long greatest;

    void clear() {
      least = Long.MAX_VALUE;
      greatest = Long.MIN_VALUE;
    }

    boolean empty() {
      return least > greatest;
    }

    void add(long low, long high) {
      least = Math.min(least, low);
      greatest = Math.max(greatest, high);
    }
  }
}
