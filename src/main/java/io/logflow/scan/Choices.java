package io.logflow.scan;

import io.logflow.job.CanonicalText;
import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Choices by type, with the statistics that belong to each. */
final class Choices {
  private Choices() {}

  static Choice text(ColumnValues values, String why) {
    TextScan text = values.text;
    String min = CanonicalText.cut(text.min());
    String max = CanonicalText.cut(text.max());
    return new Choice(
        ColumnType.VARCHAR,
        "",
        why,
        min,
        max,
        text.distinct().estimate(),
        text.hash(),
        Optional.empty(),
        List.of());
  }

  static Choice bool(BooleanScan found, String why) {
    return new Choice(
        ColumnType.BOOLEAN,
        found.form(),
        why,
        found.min(),
        found.max(),
        found.distinct(),
        found.hash(),
        Optional.empty(),
        List.of());
  }

  static Choice number(NumberScan found, ColumnType type, String why) {
    boolean isDouble = type.kind() == TypeKind.DOUBLE;
    String form = found.form();
    return new Choice(
        type,
        form,
        form.isEmpty() ? why : why + " They are written as " + form + ".",
        shown(found.min(), type),
        shown(found.max(), type),
        found.distinct().estimate(),
        found.hash(isDouble),
        Optional.empty(),
        List.of());
  }

  private static String shown(BigDecimal value, ColumnType type) {
    if (value == null) {
      return "";
    }
    return switch (type.kind()) {
      case DECIMAL -> value.setScale(type.scale(), RoundingMode.UNNECESSARY).toPlainString();
      case BIGINT -> value.toBigIntegerExact().toString();
      default -> CanonicalText.ofNumber(value);
    };
  }

  static Choice temporal(TemporalReading found, boolean datesAsTimes, String why) {
    ColumnType type = type(found, datesAsTimes);
    return new Choice(
        type,
        found.pattern(),
        why,
        shown(found.least(), type),
        shown(found.greatest(), type),
        found.distinct().estimate(),
        found.hash(type.kind() == TypeKind.DATE),
        Optional.of(found.offsets).filter(offsets -> found.zoned() && !found.epoch()),
        List.of());
  }

  /** The type of what a reading has read. */
  static ColumnType type(TemporalReading found, boolean datesAsTimes) {
    if (found.timeOfDay()) {
      return precise(ColumnType.TIME, found);
    }
    if (found.allDates() && !datesAsTimes) {
      return ColumnType.DATE;
    }
    boolean instants = found.zoned() || found.placed();
    return precise(instants ? ColumnType.TIMESTAMPTZ : ColumnType.TIMESTAMP, found);
  }

  private static ColumnType precise(ColumnType type, TemporalReading found) {
    return found.fine == null ? type : type.withNanos();
  }

  private static String shown(TemporalBound bound, ColumnType type) {
    return switch (type.kind()) {
      case DATE -> CanonicalText.ofDate(bound.days());
      case TIME -> CanonicalText.ofTime(bound.seconds(), bound.nanos());
      case TIMESTAMP -> CanonicalText.ofTimestamp(bound.seconds(), bound.nanos());
      default -> CanonicalText.ofInstant(bound.seconds(), bound.nanos());
    };
  }
}
