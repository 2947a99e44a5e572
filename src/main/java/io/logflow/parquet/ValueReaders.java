package io.logflow.parquet;

import io.logflow.job.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveStringifier;
import org.apache.parquet.schema.PrimitiveType;

/** Chooses how each of Parquet's plain types is read. */
final class ValueReaders {
  private static final int MOST_DIGITS = 38;

  private ValueReaders() {}

  static ValueReader of(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> reader(ColumnType.BOOLEAN, (from, to) -> to.addLong(bit(from.getBoolean())));
      case FLOAT -> reader(ColumnType.DOUBLE, (from, to) -> to.addDouble(from.getFloat()));
      case DOUBLE -> reader(ColumnType.DOUBLE, (from, to) -> to.addDouble(from.getDouble()));
      case INT32 -> integer(type, ColumnReader::getInteger);
      case INT64 -> integer(type, ColumnReader::getLong);
      case INT96 -> reader(ColumnType.TIMESTAMP, (from, to) -> to.addLong(Int96.micros(from)));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(type);
    };
  }

  private static ValueReader reader(ColumnType type, ValueReader.Step step) {
    return new ValueReader(type, step);
  }

  private static long bit(boolean value) {
    return value ? 1 : 0;
  }

  private interface Integers {
    long get(ColumnReader reader);
  }

  private static ValueReader integer(PrimitiveType type, Integers values) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DateLogicalTypeAnnotation) {
      return plain(ColumnType.DATE, values);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return plain(ColumnType.decimal(decimal.getPrecision(), decimal.getScale()), values);
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return temporal(ColumnType.TIME, time.getUnit(), values);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation time) {
      ColumnType local = time.isAdjustedToUTC() ? ColumnType.TIMESTAMPTZ : ColumnType.TIMESTAMP;
      return temporal(local, time.getUnit(), values);
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return unsigned(integer.getBitWidth(), values);
    }
    return plain(ColumnType.BIGINT, values);
  }

  private static ValueReader plain(ColumnType type, Integers values) {
    return reader(type, (from, to) -> to.addLong(values.get(from)));
  }

  private static ValueReader temporal(ColumnType type, TimeUnit unit, Integers values) {
    return switch (unit) {
      case MILLIS ->
          reader(type, (from, to) -> to.addLong(Math.multiplyExact(values.get(from), 1000L)));
      case MICROS -> plain(type, values);
      case NANOS -> plain(type.withNanos(), values);
    };
  }

  private static ValueReader unsigned(int bits, Integers values) {
    if (bits < 64) {
      long mask = (1L << bits) - 1;
      return reader(ColumnType.BIGINT, (from, to) -> to.addLong(values.get(from) & mask));
    }
    return reader(
        ColumnType.decimal(20, 0),
        (from, to) -> to.addDecimal(new BigDecimal(Long.toUnsignedString(values.get(from)))));
  }

  private static ValueReader bytes(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal
        && decimal.getPrecision() <= MOST_DIGITS) {
      return decimal(decimal.getPrecision(), decimal.getScale());
    }
    if (logical instanceof Float16LogicalTypeAnnotation) {
      PrimitiveStringifier half = type.stringifier();
      return reader(
          ColumnType.DOUBLE,
          (from, to) -> to.addDouble(Float.parseFloat(half.stringify(from.getBinary()))));
    }
    return BytesAsText.readable(logical) ? BytesAsText.printed(type) : BytesAsText.asTheyAre();
  }

  private static ValueReader decimal(int precision, int scale) {
    return reader(
        ColumnType.decimal(precision, scale),
        (from, to) -> to.addDecimal(new BigDecimal(integer(from.getBinary()), scale)));
  }

  private static BigInteger integer(Binary bytes) {
    return new BigInteger(bytes.getBytesUnsafe());
  }
}
