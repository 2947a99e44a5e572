package io.logflow.parquet;

import io.logflow.job.CanonicalText;
import io.logflow.job.ColumnType;
import io.logflow.plugin.ColumnBatch;
import java.nio.charset.StandardCharsets;

/** Values of batches as text, for people and for statistics. */
public final class ValueText {
  private static final long LAST_SECOND = 86_399;

  private ValueText() {}

  /**
   * The canonical text of a value: numbers by value, 1.50 as 1.5; times without zeros at the end.
   */
  public static String canonical(ColumnBatch batch, int row) {
    return switch (batch.type().kind()) {
      case DOUBLE -> CanonicalText.ofDouble(batch.doubleAt(row));
      case DECIMAL -> CanonicalText.ofNumber(batch.decimalAt(row));
      default -> plain(batch, row);
    };
  }

  /**
   * The text of a value as its type has it: DECIMAL with its scale, DOUBLE with all its digits,
   * STRUCT and LIST as JSON.
   */
  public static String plain(ColumnBatch batch, int row) {
    return switch (batch.type().kind()) {
      case BOOLEAN -> Boolean.toString(batch.longAt(row) != 0);
      case BIGINT -> Long.toString(batch.longAt(row));
      case DOUBLE -> Double.toString(batch.doubleAt(row));
      case DECIMAL -> batch.decimalAt(row).toPlainString();
      case DATE -> CanonicalText.ofDate(batch.longAt(row));
      case TIME, TIMESTAMP, TIMESTAMPTZ -> ofTime(batch.type(), batch.longAt(row));
      case VARCHAR -> ofBytes(batch, row);
      case STRUCT, LIST -> NestedText.of(batch, row);
    };
  }

  private static String ofTime(ColumnType type, long value) {
    long seconds = Math.floorDiv(value, unitsASecond(type));
    int nanos = nanosBeyond(type, value);
    return switch (type.kind()) {
      case TIME -> CanonicalText.ofTime(Math.min(LAST_SECOND, seconds), nanos);
      case TIMESTAMP -> CanonicalText.ofTimestamp(seconds, nanos);
      default -> CanonicalText.ofInstant(seconds, nanos);
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

  private static String ofBytes(ColumnBatch batch, int row) {
    int start = batch.startAt(row);
    return new String(batch.bytesAt(row), start, batch.endAt(row) - start, StandardCharsets.UTF_8);
  }
}
