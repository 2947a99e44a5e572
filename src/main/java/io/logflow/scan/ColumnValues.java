package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;

/**
 * What the values of a column are under each type that is still possible. A type that met its
 * contradiction costs nothing more.
 */
final class ColumnValues {
  final TextScan text = new TextScan();
  final BooleanScan booleans = new BooleanScan();
  final NumberScan numbers;
  final TemporalScan temporals;

  private final boolean textOnly;

  /**
   * @param onlyText whether nothing but text is possible any more
   */
  ColumnValues(ColumnSettings settings, boolean onlyText) {
    TypeKind forced = settings.forced().map(ColumnType::kind).orElse(null);
    this.numbers = new NumberScan(number(forced) ? settings.forced().orElseThrow() : null);
    this.temporals = new TemporalScan(settings);
    this.textOnly = onlyText || forced == TypeKind.VARCHAR;
  }

  /** The fast way through the values to come; null where there is none. */
  Lane lane() {
    if (textOnly || contradiction() != null) {
      return new TextLane(text);
    }
    if (booleans.alive()) {
      return numbers.alive() || temporals.alive() ? null : new BooleanLane(booleans);
    }
    if (!temporals.alive()) {
      return numbers.free() ? new NumberLane(numbers) : null;
    }
    TemporalReading reading = numbers.alive() ? null : temporals.lane();
    return reading == null ? null : new TemporalLane(reading);
  }

  /** Whether nothing but text is possible. */
  boolean onlyText() {
    return textOnly || contradiction() != null;
  }

  private static boolean number(TypeKind kind) {
    return kind == TypeKind.BIGINT || kind == TypeKind.DECIMAL || kind == TypeKind.DOUBLE;
  }

  void accept(Cell cell) {
    text.accept(cell);
    if (textOnly) {
      return;
    }
    booleans.accept(cell);
    numbers.accept(cell);
    temporals.accept(cell);
  }

  void merge(ColumnValues other) {
    text.merge(other.text);
    booleans.merge(other.booleans);
    numbers.merge(other.numbers);
    temporals.merge(other.temporals);
  }

  /** The value that ended the last type but text; null while one is left. */
  Sample contradiction() {
    if (booleans.alive() || numbers.alive() || temporals.alive()) {
      return null;
    }
    return Sample.last(
        booleans.contradiction, Sample.last(numbers.contradiction, temporals.contradiction));
  }
}
