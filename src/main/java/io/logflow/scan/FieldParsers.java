package io.logflow.scan;

import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import io.logflow.job.ValueForms.BooleanWords;
import io.logflow.parquet.ArrayColumn;
import java.time.ZoneId;
import java.util.Optional;

/** Chooses the parser that a column plan asks for. */
public final class FieldParsers {
  private FieldParsers() {}

  /**
   * The parser of a flat column.
   *
   * @param zone zone of local timestamps that become instants, where one is given
   */
  public static FieldParser of(ColumnPlan plan, Optional<ZoneId> zone) {
    FieldParser parser = plain(plan, zone);
    TypeKind kind = plan.column().type().kind();
    boolean number = kind == TypeKind.BIGINT || kind == TypeKind.DOUBLE || kind == TypeKind.DECIMAL;
    return number && plan.format().isPresent()
        ? new Marked(NumberForm.of(plan.format().get()), parser)
        : parser;
  }

  private static FieldParser plain(ColumnPlan plan, Optional<ZoneId> zone) {
    ColumnType type = plan.column().type();
    return switch (type.kind()) {
      case BOOLEAN -> bool(plan);
      case BIGINT -> (b, from, to, column) -> column.addLong(Values.bigint(b, from, to));
      case DOUBLE -> (b, from, to, column) -> column.addDouble(Values.decimalToDouble(b, from, to));
      case DECIMAL ->
          (b, from, to, column) -> column.addDecimal(Values.decimal(b, from, to, type.scale()));
      case VARCHAR ->
          plan.offsets()
              ? new OffsetParser(format(plan))
              : (b, from, to, column) -> column.addBytes(b, from, to);
      case DATE -> temporal(plan, TemporalValue::days);
      case TIME -> temporal(plan, value -> units(type, value.secondOfDay(), value.nanos()));
      case TIMESTAMP -> temporal(plan, value -> units(type, value.seconds(), value.nanos()));
      case TIMESTAMPTZ -> temporal(plan, value -> units(type, instant(value, zone), value.nanos()));
      case STRUCT, LIST -> throw new IllegalArgumentException("nested: " + plan.column());
    };
  }

  private static FieldParser bool(ColumnPlan plan) {
    if (plan.format().isEmpty()) {
      return (b, from, to, column) -> column.addLong(Values.bool(b, from, to) ? 1 : 0);
    }
    String[] words = plan.format().get().split("/", 2);
    BooleanWords pair = new BooleanWords(words[0], words[1]);
    return (b, from, to, column) -> {
      int code = Values.boolCode(b, from, to, pair);
      if (code < 0) {
        throw new IllegalArgumentException("neither of " + pair);
      }
      column.addLong(code);
    };
  }

  /** Reads numbers that are not written the plain way. */
  private static final class Marked implements FieldParser {
    private final NumberReader reader;
    private final FieldParser parser;
    private final Cell cell = new Cell();

    Marked(NumberForm form, FieldParser parser) {
      this.reader = new NumberReader(form);
      this.parser = parser;
    }

    @Override
    public void add(byte[] buffer, int from, int to, ArrayColumn column) {
      cell.b = buffer;
      cell.from = from;
      cell.to = to;
      if (!reader.read(cell)) {
        throw new IllegalArgumentException("not a number of the column's form");
      }
      parser.add(reader.plain.b, reader.plain.from, reader.plain.to, column);
    }
  }

  private static long instant(TemporalValue value, Optional<ZoneId> zone) {
    return zone.isEmpty() ? value.seconds() : value.instant(zone.get());
  }

  private static long units(ColumnType type, long seconds, int nanos) {
    if (type.nanos()) {
      return Math.addExact(Math.multiplyExact(seconds, 1_000_000_000L), nanos);
    }
    if (nanos % 1000 != 0) {
      throw new ArithmeticException("nanoseconds in a column of microseconds");
    }
    return seconds * 1_000_000L + nanos / 1000;
  }

  private interface Reading {
    long of(TemporalValue value);
  }

  /** A column that was NULL wherever it was looked at has no format: any value is unexpected. */
  private static FieldParser temporal(ColumnPlan plan, Reading reading) {
    if (plan.format().isEmpty()) {
      return (b, from, to, column) -> {
        throw new IllegalArgumentException("a value in a column that was all NULL");
      };
    }
    return new Temporal(format(plan), reading);
  }

  private static TemporalFormat format(ColumnPlan plan) {
    return plan.format()
        .map(TemporalFormat::of)
        .orElseThrow(
            () -> new IllegalStateException(plan.column() + " was planned without format"));
  }

  private static final class Temporal implements FieldParser {
    private final TemporalFormat format;
    private final Reading reading;
    private final TemporalValue value = new TemporalValue();

    Temporal(TemporalFormat format, Reading reading) {
      this.format = format;
      this.reading = reading;
    }

    @Override
    public void add(byte[] buffer, int from, int to, ArrayColumn column) {
      if (!format.parse(buffer, from, to, value)) {
        throw new IllegalArgumentException("not of the form " + format);
      }
      column.addLong(reading.of(value));
    }
  }
}
