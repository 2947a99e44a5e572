package io.logflow.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the columns of one schema become those of another that holds the same values: column by
 * column of the other one, in its order.
 */
public record Widening(List<Step> steps) {
  /** Digits before the point that a BIGINT may have. */
  private static final int BIGINT_DIGITS = 19;

  public Widening {
    steps = List.copyOf(steps);
  }

  /** How a column comes to be. */
  public enum How {
    /** As it is. */
    SAME,
    /** Each value in the wider type, which has all values of the narrower one. */
    EXACT,
    /** BIGINT as DOUBLE, which has not all of its values. */
    ROUNDING,
    /** It is NULL, because it was not there. */
    NEW,
    /** It is NULL, which only is right where it never had a value. */
    EMPTIED
  }

  /**
   * A column.
   *
   * @param from what it was; empty where it was not there
   * @param index where it was, from 0; -1 where it was not there
   */
  public record Step(Column to, Optional<ColumnType> from, int index, How how) {
    /** Whether it is NULL in every row. */
    public boolean isNull() {
      return how == How.NEW || how == How.EMPTIED;
    }
  }

  /** How to come from one schema to another; empty where the other one lacks a column. */
  public static Optional<Widening> of(Schema from, Schema to) {
    Map<String, Integer> places = new HashMap<>();
    for (int index = 0; index < from.size(); index++) {
      places.put(from.column(index).name(), index);
    }
    List<Step> steps = new ArrayList<>();
    for (Column column : to.columns()) {
      Integer index = places.remove(column.name());
      steps.add(
          index == null
              ? new Step(column, Optional.empty(), -1, How.NEW)
              : step(column, from.column(index).type(), index));
    }
    return places.isEmpty() ? Optional.of(new Widening(steps)) : Optional.empty();
  }

  private static Step step(Column to, ColumnType from, int index) {
    return new Step(to, Optional.of(from), index, how(from, to.type()));
  }

  /** How values of a type become values of another one. */
  public static How how(ColumnType from, ColumnType to) {
    if (from.equals(to)) {
      return How.SAME;
    }
    int whole = to.precision() - to.scale();
    return switch (from.kind()) {
      case BIGINT ->
          to.kind() == TypeKind.DOUBLE
              ? How.ROUNDING
              : exactly(to.kind() == TypeKind.DECIMAL && whole >= BIGINT_DIGITS);
      case DECIMAL ->
          exactly(
              to.kind() == TypeKind.DECIMAL
                  && to.scale() >= from.scale()
                  && whole >= from.precision() - from.scale());
      case DATE -> exactly(to.kind() == TypeKind.TIMESTAMP && !to.nanos());
      default -> How.EMPTIED;
    };
  }

  private static How exactly(boolean exact) {
    return exact ? How.EXACT : How.EMPTIED;
  }

  /** Whether a NULL of this type can be written for a row that has no value. */
  public static boolean isWritable(ColumnType type) {
    return !type.nested() && !type.nanos();
  }
}
