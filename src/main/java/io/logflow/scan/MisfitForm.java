package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.Misfit.Reading;
import io.logflow.job.TypeKind;
import java.util.List;
import java.util.Optional;

/**
 * Finds the form in which a column's values are written of which not all are of the type that the
 * folder's schema has. Those that are numbers, dates or booleans at all decide together, as they do
 * in a column without others, so that {@code 05/04/2026} beside {@code 12/31/2026} and {@code n/a}
 * is what it is without {@code n/a}.
 */
final class MisfitForm {
  private final ColumnType type;
  private final ColumnSettings settings;
  private final List<String> inputNames;
  private final ColumnValues all;
  private final NumberText text = new NumberText(false);
  private final TemporalValue time = new TemporalValue();
  private final boolean plain;

  /** The form of the last value that was a date or time. */
  private TemporalFormat likely;

  /**
   * @param type the schema's
   * @param settings of the column
   * @param noCommas whether no input parts its fields with commas
   */
  MisfitForm(ColumnType type, ColumnSettings settings, boolean noCommas, List<String> inputNames) {
    this.type = type;
    boolean asked = isNumber(type) && settings.forced().isPresent();
    ColumnSettings own = asked ? settings : settings.alone();
    this.settings = isNumber(type) && !asked ? own.thoroughly(noCommas) : own;
    this.inputNames = inputNames;
    this.all = new ColumnValues(this.settings, false);
    this.plain = isNumber(type) && !asked && MarkedNumbers.told(settings.forms()) == 0;
  }

  private static boolean isNumber(ColumnType type) {
    return type.kind() == TypeKind.BIGINT
        || type.kind() == TypeKind.DOUBLE
        || type.kind() == TypeKind.DECIMAL;
  }

  /** Takes a value. */
  void take(Cell cell) {
    if (isLikely(cell)) {
      all.accept(cell);
      return;
    }
    ColumnValues alone = new ColumnValues(settings, false);
    alone.accept(cell);
    if (isOne(alone)) {
      all.accept(cell);
      alone.temporals.readings().stream()
          .findFirst()
          .filter(reading -> type.kind().isTemporal())
          .ifPresent(reading -> likely = TemporalForms.format(reading.pattern()));
    }
  }

  /** Whether it is one of the kind that most are, which is told at once. */
  private boolean isLikely(Cell cell) {
    return plain
        ? text.read(cell.b, cell.from, cell.to) && !text.exponent
        : likely != null && likely.parse(cell.b, cell.from, cell.to, time);
  }

  private boolean isOne(ColumnValues values) {
    if (isNumber(type)) {
      boolean marked = values.comma != null && (values.comma.alive() || values.point.alive());
      return values.numbers.alive() || marked;
    }
    if (type.kind() == TypeKind.BOOLEAN) {
      return values.booleans.alive();
    }
    // Digits alone are a number first, but for a format that was given.
    boolean number = values.numbers.alive() && settings.format().isEmpty();
    return values.temporals.alive() && !number;
  }

  /** Which values can fit. */
  Reading reading() {
    boolean clear = !isNumber(type) || all.numbers.alive() || marked().isPresent();
    return clear ? Reading.FORM : Reading.INTEGERS;
  }

  /** The form of those that can; empty where it is the plain one. */
  Optional<String> format() {
    if (isNumber(type)) {
      String form = all.numbers.alive() ? all.numbers.form() : marked().orElse("");
      return Optional.of(form).filter(any -> !any.isEmpty());
    }
    if (type.kind() == TypeKind.BOOLEAN) {
      String words = all.booleans.alive() ? all.booleans.form() : "";
      return Optional.of(words).filter(any -> !any.isEmpty());
    }
    boolean timestamps = type.kind() != TypeKind.DATE && type.kind() != TypeKind.TIME;
    TemporalChooser chooser = new TemporalChooser(settings, all, inputNames, timestamps);
    return chooser
        .given()
        .or(chooser::choose)
        .filter(choice -> choice.type().kind().isTemporal())
        .map(Choice::format)
        .or(() -> Optional.of(iso()));
  }

  private Optional<String> marked() {
    return new MarkedChooser(settings, all, inputNames)
        .choose()
        .filter(choice -> isNumber(choice.type()))
        .map(Choice::format);
  }

  /** Where the dates and times have no form in common, those of ISO 8601 have one meaning only. */
  private String iso() {
    return switch (type.kind()) {
      case DATE -> "yyyy-MM-dd";
      case TIME -> "HH:mm:ss";
      case TIMESTAMPTZ ->
          settings.zone().isPresent() ? "yyyy-MM-dd[ HH:mm:ss]" : "yyyy-MM-dd HH:mm:ssX";
      default -> "yyyy-MM-dd[ HH:mm:ss]";
    };
  }
}
