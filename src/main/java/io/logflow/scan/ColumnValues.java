package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import io.logflow.job.ValueForms;

/**
 * What the values of a column are under each type that is still possible. A type that met its
 * contradiction costs nothing more.
 */
final class ColumnValues {
  final TextScan text = new TextScan();
  final BooleanScan booleans;
  final NumberScan numbers;
  final TemporalScan temporals;

  /**
   * The values as numbers with a decimal comma and with a decimal point that are not written the
   * plain way; null where they are none, or where the options tell. Unless the scan is thorough
   * they take values only from where {@link #numbers} has ended, and tell no more than whether such
   * numbers are possible.
   */
  NumberScan comma;

  NumberScan point;
  private final ValueForms forms;
  private final boolean textOnly;
  private final boolean thorough;

  /** Whether nothing tells so far that the values are no numbers in any way. */
  private boolean maybeMarked;

  /**
   * @param onlyText whether nothing but text is possible any more
   */
  ColumnValues(ColumnSettings settings, boolean onlyText) {
    TypeKind forced = settings.forced().map(ColumnType::kind).orElse(null);
    this.forms = settings.forms();
    char decimal = MarkedNumbers.told(forms);
    this.booleans = new BooleanScan(forms.booleanWords());
    this.thorough = settings.thorough();
    this.numbers =
        new NumberScan(
            number(forced) ? settings.forced().orElseThrow() : null,
            decimal == 0 ? null : new MarkedNumbers(decimal, forms),
            thorough);
    boolean told = decimal != 0 || settings.plainNumbers();
    this.maybeMarked = !told && forced == null && !onlyText;
    if (maybeMarked && thorough) {
      readMarks();
    }
    this.temporals = new TemporalScan(settings);
    this.textOnly = onlyText || forced == TypeKind.VARCHAR;
  }

  private void readMarks() {
    comma = new NumberScan(null, new MarkedNumbers(',', forms), thorough);
    point = new NumberScan(null, new MarkedNumbers('.', forms), thorough);
  }

  /** The fast way through the values to come; null where there is none. */
  Lane lane() {
    if (onlyText()) {
      return new TextLane(text);
    }
    if (thorough || (maybeMarked && !numbers.alive())) {
      return null;
    }
    if (booleans.alive()) {
      boolean sole = booleans.plain() && !numbers.alive() && !temporals.alive();
      return sole ? new BooleanLane(booleans) : null;
    }
    if (!temporals.alive()) {
      return numbers.free() ? new NumberLane(numbers) : null;
    }
    TemporalReading reading = numbers.alive() ? null : temporals.lane();
    return reading == null ? null : new TemporalLane(reading);
  }

  /** Whether nothing but text is possible. */
  boolean onlyText() {
    return textOnly || (contradiction() != null && !maybeMarked);
  }

  /** Whether the values may be numbers that are not written the plain way. */
  boolean marked() {
    return comma != null && maybeMarked;
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
    if (maybeMarked && (thorough || !numbers.alive())) {
      acceptMarked(cell);
    }
  }

  private void acceptMarked(Cell cell) {
    if (comma == null && !NumberReader.begins(cell, forms)) {
      maybeMarked = false;
      return;
    }
    if (comma == null) {
      readMarks();
    }
    comma.accept(cell);
    point.accept(cell);
    maybeMarked = comma.alive() || point.alive();
  }

  void merge(ColumnValues other) {
    text.merge(other.text);
    booleans.merge(other.booleans);
    numbers.merge(other.numbers);
    temporals.merge(other.temporals);
    mergeMarked(other);
  }

  private void mergeMarked(ColumnValues other) {
    maybeMarked &= other.maybeMarked;
    if (comma == null || other.comma == null) {
      comma = comma == null ? other.comma : comma;
      point = point == null ? other.point : point;
    } else {
      comma.merge(other.comma);
      point.merge(other.point);
      maybeMarked &= comma.alive() || point.alive();
    }
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
