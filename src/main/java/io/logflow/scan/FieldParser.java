package io.logflow.scan;

import io.logflow.parquet.ArrayColumn;

/** Turns a field that is not NULL into a value of its column. */
public interface FieldParser {

  /**
   * Adds the value of the bytes {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IllegalArgumentException or ArithmeticException if they are not of the column's type
   */
  void add(byte[] buffer, int from, int to, ArrayColumn column);
}
