package io.logflow.scan;

import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Misfit.Reading;
import io.logflow.job.TypeKind;
import io.logflow.job.ValueForms.BooleanWords;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Tells whether one value of a field is of the type that the folder's schema has for its column: as
 * it would be in a file that has this value alone, written in the form that the file's others have.
 */
interface ValueFit {

  boolean fits(Cell cell);

  /**
   * The rule of a column.
   *
   * @param plan has the schema's type, and the form that values are read in
   */
  static ValueFit of(ColumnPlan plan, Reading reading, ConversionOptions options) {
    ColumnType type = plan.column().type();
    if (reading == Reading.NONE) {
      return cell -> false;
    }
    return switch (type.kind()) {
      case BOOLEAN -> bool(plan);
      case BIGINT, DOUBLE, DECIMAL -> new Numbers(plan, reading, options);
      case VARCHAR -> cell -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> times(plan, options);
      case STRUCT, LIST -> cell -> false;
    };
  }

  private static ValueFit bool(ColumnPlan plan) {
    if (plan.format().isEmpty()) {
      return cell -> Values.boolCode(cell.b, cell.from, cell.to) >= 0;
    }
    String[] words = plan.format().get().split("/", 2);
    BooleanWords pair = new BooleanWords(words[0], words[1]);
    return cell -> Values.boolCode(cell.b, cell.from, cell.to, pair) >= 0;
  }

  private static ValueFit times(ColumnPlan plan, ConversionOptions options) {
    Optional<ZoneId> zone = ColumnSettings.of(plan.column().name(), options).zone();
    return plan.format().isEmpty()
        ? cell -> false
        : new Times(
            plan.column().type(), TemporalFormat.of(plan.format().get()), zone.orElse(null));
  }

  /** Numbers, by the rules of {@link ContractChooser} and {@link ForcedChooser}. */
  final class Numbers implements ValueFit {
    private final ColumnType type;
    private final boolean forced;
    private final boolean onlyIntegers;
    private final NumberReader reader;
    private final NumberText text = new NumberText(false);

    private Numbers(ColumnPlan plan, Reading reading, ConversionOptions options) {
      this.type = plan.column().type();
      this.forced = ForcedTypes.of(plan.column().name(), options.types()).isPresent();
      this.onlyIntegers = reading == Reading.INTEGERS;
      this.reader = plan.format().map(form -> new NumberReader(NumberForm.of(form))).orElse(null);
    }

    @Override
    public boolean fits(Cell cell) {
      if (onlyIntegers && !isPlainInteger(cell)) {
        return false;
      }
      if (reader != null && !reader.read(cell)) {
        return false;
      }
      Cell plain = reader == null ? cell : reader.plain;
      if (!forced && isSmall(plain)) {
        return true;
      }
      NumberScan scan = new NumberScan(forced ? type : null, null, false);
      scan.accept(plain);
      return scan.alive() && (forced ? scan.misfit == null : holds(scan));
    }

    /** Whether it is a number that surely fits, as most are. */
    private boolean isSmall(Cell cell) {
      boolean small =
          text.read(cell.b, cell.from, cell.to)
              && !text.exponent
              && text.narrow
              && text.significant <= NumberText.DOUBLE_DIGITS;
      return small
          && (type.kind() == TypeKind.DOUBLE
              || (type.kind() == TypeKind.BIGINT && text.integer() && !text.minusZero()));
    }

    private boolean holds(NumberScan scan) {
      return switch (type.kind()) {
        case BIGINT -> scan.integers() && scan.minusZero == null && scan.beyondLong == null;
        case DOUBLE -> scan.beyondDouble == null;
        default ->
            NumberChooser.decimalPossible(scan)
                && scan.scale() <= type.scale()
                && scan.integerDigits() <= type.precision() - type.scale();
      };
    }

    private static boolean isPlainInteger(Cell cell) {
      int at = cell.from < cell.to && cell.b[cell.from] == '-' ? cell.from + 1 : cell.from;
      boolean digits = at < cell.to;
      for (; at < cell.to; at++) {
        digits &= cell.b[at] >= '0' && cell.b[at] <= '9';
      }
      return digits;
    }
  }

  /** Dates and times of one format. */
  final class Times implements ValueFit {
    private final ColumnType type;
    private final TemporalFormat format;
    private final ZoneId zone;
    private final boolean datesAsTimes;
    private final TemporalValue value = new TemporalValue();

    private Times(ColumnType type, TemporalFormat format, ZoneId zone) {
      this.type = type;
      this.format = format;
      this.zone = zone;
      this.datesAsTimes = type.kind() != TypeKind.DATE && type.kind() != TypeKind.TIME;
    }

    @Override
    public boolean fits(Cell cell) {
      if (!format.parse(cell.b, cell.from, cell.to, value)) {
        return false;
      }
      if (type.kind() == TypeKind.DATE && value.timed()) {
        return false;
      }
      if (value.languages != 0 && isPlain()) {
        return true;
      }
      TemporalReading reading = TemporalReading.given(format, zone);
      if (!reading.accept(cell, value) || (reading.fine != null && reading.remote != null)) {
        return false;
      }
      ColumnType found = Choices.type(reading, datesAsTimes);
      boolean widened = type.nanos() && found.withNanos().equals(type);
      return found.equals(type) || (widened && reading.remote == null);
    }

    /** Whether the value that was read is a date, or a local time of microseconds, and asked so. */
    private boolean isPlain() {
      boolean date = type.kind() == TypeKind.DATE;
      boolean local = format.kind() == TypeKind.TIMESTAMP && zone == null;
      boolean micros = type.equals(ColumnType.TIMESTAMP) && value.nanos() % 1000 == 0;
      return (date && (format.kind() == TypeKind.DATE || local)) || (local && micros);
    }
  }
}
