package io.logflow.parquet;

import io.logflow.job.ColumnType;
import io.logflow.plugin.ColumnBatch;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values of batches as text, for people and for statistics. */
public final class ValueText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int DOUBLE_DIGITS = 15;
  private static final int MOST_ZEROS = 20;

  private ValueText() {}

  /**
   * The canonical text of a value: numbers by value, 1.50 as 1.5; times without zeros at the end.
   */
  public static String canonical(ColumnBatch batch, int row) {
    return switch (batch.type().kind()) {
      case DOUBLE -> ofCanonicalDouble(batch.doubleAt(row));
      case DECIMAL -> ofNumber(batch.decimalAt(row));
      default -> plain(batch, row);
    };
  }

  /** The text of a value as its type has it: DECIMAL with its scale, DOUBLE with all its digits. */
  public static String plain(ColumnBatch batch, int row) {
    return switch (batch.type().kind()) {
      case BOOLEAN -> Boolean.toString(batch.longAt(row) != 0);
      case BIGINT -> Long.toString(batch.longAt(row));
      case DOUBLE -> Double.toString(batch.doubleAt(row));
      case DECIMAL -> batch.decimalAt(row).toPlainString();
      case DATE -> LocalDate.ofEpochDay(batch.longAt(row)).toString();
      case TIME, TIMESTAMP, TIMESTAMPTZ -> ofTime(batch.type(), batch.longAt(row));
      case VARCHAR -> ofBytes(batch, row);
      case STRUCT, LIST -> throw new IllegalArgumentException("nested: " + batch.type());
    };
  }

  private static String ofCanonicalDouble(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return value == 0 && 1 / value < 0
        ? "-0"
        : ofNumber(new BigDecimal(value, new MathContext(DOUBLE_DIGITS)));
  }

  private static String ofNumber(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    boolean few = Math.abs((long) bare.precision() - bare.scale()) <= MOST_ZEROS;
    return few || bare.signum() == 0 ? bare.toPlainString() : bare.toString();
  }

  private static String ofTime(ColumnType type, long value) {
    long seconds = Math.floorDiv(value, unitsASecond(type));
    String fraction = fraction(nanosBeyond(type, value));
    return switch (type.kind()) {
      case TIME -> TIME.format(LocalTime.ofSecondOfDay(Math.min(86_399, seconds))) + fraction;
      case TIMESTAMP -> ofSeconds(seconds) + fraction;
      default -> ofSeconds(seconds) + fraction + "Z";
    };
  }

  /** Units of a temporal type's values in a second. */
  static long unitsASecond(ColumnType type) {
    return type.nanos() ? 1_000_000_000L : 1_000_000L;
  }

  /** Nanoseconds of a temporal value beyond the whole second, rounded down. */
  static int nanosBeyond(ColumnType type, long value) {
    long beyond = Math.floorMod(value, unitsASecond(type));
    return (int) (type.nanos() ? beyond : beyond * 1000);
  }

  private static String ofSeconds(long seconds) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return time.toLocalDate() + " " + TIME.format(time);
  }

  private static String fraction(int nanos) {
    return nanos == 0 ? "" : "." + String.format(Locale.ROOT, "%09d", nanos).replaceAll("0+$", "");
  }

  private static String ofBytes(ColumnBatch batch, int row) {
    int start = batch.startAt(row);
    return new String(batch.bytesAt(row), start, batch.endAt(row) - start, StandardCharsets.UTF_8);
  }
}
