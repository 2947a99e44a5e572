package io.logflow.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnReader;

/**
 * The timestamps of older writers: nanoseconds of the day, then the Julian day. They reach further
 * than 64 bits of nanoseconds do, so they are read as microseconds, as DuckDB reads them.
 */
final class Int96 {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long MICROS_OF_DAY = 86_400_000_000L;
  private static final long MOST_DAYS = Long.MAX_VALUE / MICROS_OF_DAY - 1;

  private Int96() {}

  static long micros(ColumnReader from) {
    ByteBuffer value = from.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = value.getLong(value.position());
    long day = value.getInt(value.position() + 8) - JULIAN_DAY_OF_EPOCH;
    if (Math.abs(day) > MOST_DAYS) {
      throw new ArithmeticException(
          "an INT96 timestamp lies "
              + day
              + " days from 1970, further than 64 bits of microseconds reach");
    }
    return Math.addExact(day * MICROS_OF_DAY, Math.floorDiv(nanosOfDay, 1000));
  }
}
