package io.logflow.plugin;

import io.logflow.job.ColumnType;
import java.math.BigDecimal;

/**
 * Some consecutive values of one column. Rows count from 0. Which accessor may be called follows
 * from the type; a value at a NULL row is undefined.
 */
public interface ColumnBatch {

  ColumnType type();

  /** Rows in this batch. */
  int length();

  boolean isNull(int row);

  /**
   * BOOLEAN: 0 or 1. BIGINT: the value. DATE: days since 1970-01-01. TIME, TIMESTAMP, TIMESTAMPTZ:
   * microseconds of the day or since 1970-01-01T00:00, or nanoseconds where the type says nanos.
   * DECIMAL of at most 18 digits: the unscaled value.
   */
  long longAt(int row);

  /** DOUBLE. */
  double doubleAt(int row);

  /** DECIMAL. */
  BigDecimal decimalAt(int row);

  /** VARCHAR: the array that holds the value's UTF-8 bytes; do not change it. */
  byte[] bytesAt(int row);

  /** VARCHAR: first byte of the value in {@link #bytesAt}. */
  int startAt(int row);

  /** VARCHAR: byte after the value in {@link #bytesAt}. */
  int endAt(int row);

  /** STRUCT: the batch of a field, equal in length. LIST: the batch of all elements of all rows. */
  ColumnBatch child(int index);

  /** LIST: first element of this row in {@link #child}. */
  int firstAt(int row);

  /** LIST: element after the last of this row in {@link #child}. */
  int lastAt(int row);
}
