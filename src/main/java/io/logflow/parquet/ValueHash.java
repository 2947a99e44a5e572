package io.logflow.parquet;

import io.logflow.job.CanonicalHash;
import io.logflow.job.ColumnType;
import io.logflow.plugin.ColumnBatch;
import java.math.BigDecimal;

/** Canonical hashes of values in batches, nested ones included. */
final class ValueHash {
  private ValueHash() {}

  /** The hash of a value that is not NULL. */
  static long of(ColumnBatch batch, int row) {
    return switch (batch.type().kind()) {
      case BOOLEAN -> CanonicalHash.ofBoolean(batch.longAt(row) != 0);
      case BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> ofLong(batch.type(), batch.longAt(row));
      case DOUBLE -> ofDouble(batch.doubleAt(row));
      case DECIMAL -> CanonicalHash.ofDecimal(batch.decimalAt(row));
      case VARCHAR ->
          CanonicalHash.ofText(batch.bytesAt(row), batch.startAt(row), batch.endAt(row));
      case STRUCT -> ofStruct(batch, row);
      case LIST -> ofList(batch, row);
    };
  }

  /** What is no number comes from other programs only; its bits do. */
  static long ofDouble(double value) {
    return Double.isFinite(value)
        ? CanonicalHash.ofDouble(value)
        : CanonicalHash.ofDecimal(new BigDecimal(Double.doubleToLongBits(value)));
  }

  /** A value of a type that is stored as a whole number. */
  static long ofLong(ColumnType type, long value) {
    return switch (type.kind()) {
      case BIGINT -> CanonicalHash.ofLong(value);
      case DECIMAL -> CanonicalHash.ofDecimal(value, type.scale());
      case DATE -> CanonicalHash.ofDate(value);
      default ->
          CanonicalHash.ofTime(
              Math.floorDiv(value, ValueText.unitsASecond(type)),
              ValueText.nanosBeyond(type, value));
    };
  }

  private static long ofStruct(ColumnBatch batch, int row) {
    long hash = CanonicalHash.EMPTY;
    for (int child = 0; child < batch.type().children().size(); child++) {
      hash = CanonicalHash.with(hash, part(batch.child(child), row));
    }
    return hash;
  }

  private static long ofList(ColumnBatch batch, int row) {
    long hash = CanonicalHash.EMPTY;
    for (int element = batch.firstAt(row); element < batch.lastAt(row); element++) {
      hash = CanonicalHash.with(hash, part(batch.child(0), element));
    }
    return hash;
  }

  private static long part(ColumnBatch child, int row) {
    return child.isNull(row) ? CanonicalHash.ABSENT : of(child, row);
  }
}
