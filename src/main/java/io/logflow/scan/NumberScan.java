package io.logflow.scan;

import io.logflow.job.CanonicalHash;
import io.logflow.job.ColumnType;
import java.math.BigDecimal;

/**
 * What the values of a column are as numbers. Its end state does not depend on the order of values
 * nor on how they were split before merging.
 */
final class NumberScan {
  private static final long EXACT_DOUBLE = 1L << 53;
  private static final int EXACT_POWER = 22;

  private final NumberText text;
  private final NumberRange range = new NumberRange();
  private final NumberFit fit;
  private final MarkedNumbers marks;
  private final boolean thorough;

  /** The first value that is no number; null while all are. */
  Sample contradiction;

  /** The first values of their sorts; null where there is none. */
  Sample pointed;

  Sample exponential;
  Sample beyondLong;
  Sample beyondDouble;
  Sample minusZero;
  Sample misfit;

  private long count;
  private long minusZeros;
  private long hash;
  private DistinctSketch distinct = new DistinctSketch();
  private int integerDigits;
  private int scale;

  /** The first of more digits than a double gives back; looked for in a thorough scan only. */
  Sample lost;

  /**
   * @param forced the number type that was asked for, null where the values decide
   * @param marks how numbers are written; null where it is the plain way
   * @param thorough whether the digits of doubles are looked at
   */
  NumberScan(ColumnType forced, MarkedNumbers marks, boolean thorough) {
    this.text = new NumberText(forced != null);
    this.fit = forced == null ? null : new NumberFit(forced);
    this.marks = marks;
    this.thorough = thorough;
  }

  boolean alive() {
    return contradiction == null;
  }

  void accept(Cell cell) {
    if (contradiction != null) {
      return;
    }
    Cell plain = marks == null ? cell : marks.take(cell);
    if (plain == null || !text.read(plain.b, plain.from, plain.to) || !take(plain)) {
      contradiction = cell.sample();
    }
  }

  private boolean take(Cell cell) {
    if (text.narrow && text.integer() && !text.minusZero()) {
      takeLong(text.negative ? -text.digits : text.digits);
    } else if (!takeOther(cell)) {
      return false;
    }
    count++;
    integerDigits = Math.max(integerDigits, text.plainIntegerDigits());
    scale = Math.max(scale, text.plainScale());
    if (text.significant > NumberText.DOUBLE_DIGITS) {
      beyondDouble = beyondDouble == null ? cell.sample() : beyondDouble;
      noteLost(cell);
    }
    if (fit != null && misfit == null && !fit.takes(text, cell)) {
      misfit = cell.sample();
    }
    return true;
  }

  private void noteLost(Cell cell) {
    if (thorough && lost == null && !NumberFit.givesBack(text, cell)) {
      lost = cell.sample();
    }
  }

  private void note(long one) {
    hash += one;
    distinct.add(one);
  }

  /** Begins with the limit of the sketch that this one will be merged into. */
  void limitDistinct(long limit) {
    distinct = new DistinctSketch(limit);
  }

  /** The different values; a {@link NumberLane} adds its own. */
  DistinctSketch distinct() {
    return distinct;
  }

  private void takeLong(long value) {
    note(CanonicalHash.ofLong(value));
    range.take(value);
  }

  /**
   * Takes numbers of at most fifteen digits, none of them the first of its sort.
   *
   * @param sum of their hashes
   * @param mostScale digits after the point that one of them has
   */
  void takeRun(long values, long sum, int mostScale) {
    count += values;
    hash += sum;
    scale = Math.max(scale, mostScale);
  }

  /** Takes the least and the greatest of integers in a run. */
  void takeLongs(long least, long greatest) {
    if (!range.holds(least) || !range.holds(greatest)) {
      range.take(least);
      range.take(greatest);
      noteDigits(BigDecimal.valueOf(least));
      noteDigits(BigDecimal.valueOf(greatest));
    }
  }

  /** Takes the least and the greatest of numbers with a point in a run, as packed. */
  void takeDecimals(long least, long greatest) {
    if (!range.surelyHolds(PlainNumber.nearest(least), PlainNumber.nearest(greatest))) {
      take(PlainNumber.exact(least));
      take(PlainNumber.exact(greatest));
    }
  }

  private void take(BigDecimal value) {
    range.take(value);
    noteDigits(value);
  }

  private void noteDigits(BigDecimal value) {
    if (value.signum() != 0) {
      integerDigits = Math.max(integerDigits, value.precision() - value.scale());
    }
  }

  /** Whether the values alone decide, so that a {@link NumberLane} may take them. */
  boolean free() {
    return fit == null && marks == null;
  }

  /** How the numbers are written; null where it is the plain way. */
  MarkedNumbers marks() {
    return marks;
  }

  /** An example of how they are written; empty where it is the plain way. */
  String form() {
    return marks == null || marks.plain() ? "" : marks.form().example();
  }

  private boolean takeOther(Cell cell) {
    if (text.integer() && !text.minusZero() && fitsLong()) {
      takeLong(text.negative ? -text.digits : text.digits);
      return true;
    }
    double value = value(cell);
    if (NumberFit.outOfRange(text, value)) {
      if (text.exponent) {
        return false;
      }
      beyondDouble = Sample.first(beyondDouble, cell.sample());
      noteLost(cell);
    }
    note(cell);
    if (text.minusZero()) {
      minusZeros++;
      distinct.add(CanonicalHash.ofDouble(-0.0));
    } else {
      note(hashOf(cell));
    }
    range.take(value, text.significant <= NumberText.DOUBLE_DIGITS && beyondDouble == null, cell);
    return true;
  }

  /** Nineteen digits fit 64 bits without a sign. */
  private boolean fitsLong() {
    boolean smallest = text.negative && text.digits == Long.MIN_VALUE;
    return text.integerDigits <= 19 && (text.digits >= 0 || smallest);
  }

  private double value(Cell cell) {
    if (text.narrow && !text.exponent && text.digits < EXACT_DOUBLE && text.scale <= EXACT_POWER) {
      double value = Values.exact(text.digits, text.scale);
      return text.negative ? -value : value;
    }
    return Values.decimalToDouble(cell.b, cell.from, cell.to);
  }

  private void note(Cell cell) {
    if (text.point && pointed == null) {
      pointed = cell.sample();
    }
    if (text.exponent && exponential == null) {
      exponential = cell.sample();
    }
    if (text.integer() && !text.minusZero() && beyondLong == null) {
      beyondLong = cell.sample();
    }
    if (text.minusZero() && minusZero == null) {
      minusZero = cell.sample();
    }
  }

  private long hashOf(Cell cell) {
    if (text.narrow) {
      long digits = text.negative ? -text.digits : text.digits;
      return CanonicalHash.ofDecimal(digits, text.scale - text.power);
    }
    return CanonicalHash.ofDecimal(Values.decimal(cell.b, cell.from, cell.to));
  }

  void merge(NumberScan other) {
    contradiction = Sample.first(contradiction, other.contradiction);
    pointed = Sample.first(pointed, other.pointed);
    exponential = Sample.first(exponential, other.exponential);
    beyondLong = Sample.first(beyondLong, other.beyondLong);
    beyondDouble = Sample.first(beyondDouble, other.beyondDouble);
    minusZero = Sample.first(minusZero, other.minusZero);
    misfit = Sample.first(misfit, other.misfit);
    lost = Sample.first(lost, other.lost);
    if (marks != null) {
      contradiction = Sample.first(contradiction, marks.merge(other.marks));
    }
    count += other.count;
    minusZeros += other.minusZeros;
    hash += other.hash;
    distinct.merge(other.distinct);
    integerDigits = Math.max(integerDigits, other.integerDigits);
    scale = Math.max(scale, other.scale);
    range.merge(other.range);
  }

  boolean integers() {
    return pointed == null && exponential == null;
  }

  /** Digits that a DECIMAL needs before its point. */
  int integerDigits() {
    return integerDigits;
  }

  /** Digits that a DECIMAL needs after its point to keep what is written. */
  int scale() {
    return scale;
  }

  /** Sum of hashes; DOUBLE alone tells zero from minus zero. */
  long hash(boolean asDouble) {
    return hash + minusZeros * (asDouble ? CanonicalHash.ofDouble(-0.0) : CanonicalHash.ofLong(0));
  }

  long count() {
    return count;
  }

  BigDecimal min() {
    return range.min();
  }

  BigDecimal max() {
    return range.max();
  }
}
