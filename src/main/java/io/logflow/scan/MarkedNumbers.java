package io.logflow.scan;

import io.logflow.job.ValueForms;
import io.logflow.job.ValueForms.Thousands;

/**
 * How the numbers of a column are written, where it is not the plain way. All numbers of a column
 * have the same marks and the same text before and behind them; where one has a mark, all of more
 * than three digits have it, unless marks were told.
 */
final class MarkedNumbers {
  private final NumberReader reader;
  private final char decimal;
  private final boolean told;

  /** The first numbers with a mark, without one where it could be, and with a fraction. */
  Sample marked;

  Sample ungrouped;
  Sample fraction;

  /** The first number that can be no list of integers. */
  Sample proof;

  /** The first number with a fraction that is negative or begins with a zero. */
  private Sample small;

  private int leastPlaces = Integer.MAX_VALUE;
  private int leastGroups = Integer.MAX_VALUE;
  private int mostGroups;
  private int mostPlaces;
  private Sample first;
  private char mark;
  private String before = "";
  private String behind = "";

  MarkedNumbers(char decimal, ValueForms forms) {
    this.reader = new NumberReader(decimal, forms);
    this.decimal = decimal;
    this.told = forms.thousandsSeparator() != Thousands.AUTO;
  }

  /**
   * What stands before fractions, as the options tell it or what they tell of marks leaves open; 0
   * where they leave both ways open.
   */
  static char told(ValueForms forms) {
    if (forms.decimalSeparator() != 0) {
      return forms.decimalSeparator();
    }
    return switch (forms.thousandsSeparator()) {
      case COMMA -> '.';
      case POINT -> ',';
      default -> 0;
    };
  }

  /**
   * The number that a cell holds the plain way; null where it is none that goes with the others.
   */
  Cell take(Cell cell) {
    if (!reader.read(cell)) {
      return null;
    }
    if (first == null) {
      first = cell.sample();
      before = reader.before;
      behind = reader.behind;
    } else if (!before.equals(reader.before) || !behind.equals(reader.behind)) {
      return null;
    }
    note(cell);
    return clash() == null ? reader.plain : null;
  }

  private void note(Cell cell) {
    if (reader.mark != 0) {
      leastGroups = Math.min(leastGroups, reader.groups);
      mostGroups = Math.max(mostGroups, reader.groups);
    }
    if (reader.mark != 0 && marked == null) {
      marked = cell.sample();
      mark = reader.mark;
    } else if (reader.mark != 0 && reader.mark != mark) {
      ungrouped = ungrouped == null ? cell.sample() : ungrouped;
    }
    if (reader.ungrouped && ungrouped == null && !told) {
      ungrouped = cell.sample();
    }
    if (reader.fraction) {
      fraction = fraction == null ? cell.sample() : fraction;
      small = small == null && reader.small ? cell.sample() : small;
      leastPlaces = Math.min(leastPlaces, reader.places);
      mostPlaces = Math.max(mostPlaces, reader.places);
    }
    if (proof == null && (reader.padded || reader.shortFirst)) {
      proof = cell.sample();
    }
  }

  /** The later of two numbers that do not go together; null where all do. */
  private Sample clash() {
    return marked == null || ungrouped == null ? null : Sample.last(marked, ungrouped);
  }

  /**
   * Takes in what other numbers of the column are like.
   *
   * @return the first that does not go with these; null where all do
   */
  Sample merge(MarkedNumbers other) {
    boolean both = first != null && other.first != null;
    boolean differ = both && !(before.equals(other.before) && behind.equals(other.behind));
    boolean otherMark = marked != null && other.marked != null && mark != other.mark;
    Sample odd =
        Sample.first(
            differ ? Sample.last(first, other.first) : null,
            otherMark ? Sample.last(marked, other.marked) : null);
    if (first == null) {
      before = other.before;
      behind = other.behind;
    }
    mark = marked == null ? other.mark : mark;
    first = Sample.first(first, other.first);
    marked = Sample.first(marked, other.marked);
    ungrouped = Sample.first(ungrouped, other.ungrouped);
    fraction = Sample.first(fraction, other.fraction);
    proof = Sample.first(proof, other.proof);
    small = Sample.first(small, other.small);
    leastGroups = Math.min(leastGroups, other.leastGroups);
    mostGroups = Math.max(mostGroups, other.mostGroups);
    leastPlaces = Math.min(leastPlaces, other.leastPlaces);
    mostPlaces = Math.max(mostPlaces, other.mostPlaces);
    return Sample.first(odd, clash());
  }

  /**
   * Whether the fractions look like those of measures or of money: one is of a number that is
   * negative or begins with a zero, or all have the same number of digits, two or more.
   */
  boolean measured() {
    return small != null || (leastPlaces == mostPlaces && leastPlaces > 1);
  }

  /** Whether there are more groups of digits in some numbers than in others. */
  boolean grouped() {
    return mostGroups > leastGroups;
  }

  /** Whether a text stands before or behind the numbers. */
  boolean worded() {
    return !before.isEmpty() || !behind.isEmpty();
  }

  /** Whether all numbers are written the plain way. */
  boolean plain() {
    return form().plain();
  }

  NumberForm form() {
    return new NumberForm(before, mark, fraction == null ? 0 : decimal, behind);
  }
}
