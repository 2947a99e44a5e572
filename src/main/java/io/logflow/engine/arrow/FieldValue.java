package io.logflow.engine.arrow;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import io.logflow.parquet.ArrayColumn;
import io.logflow.scan.FieldParser;

/** Parses a field of any form to the 64 bits that stand for its value in pages of numbers. */
final class FieldValue {
  private final boolean floating;
  private final FieldParser parser;
  private final ArrayColumn parsed;

  FieldValue(ColumnType type, FieldParser parser) {
    this.floating = type.kind() == TypeKind.DOUBLE;
    this.parser = parser;
    this.parsed = new ArrayColumn(type);
  }

  /**
   * The bits of a value.
   *
   * @throws IllegalArgumentException or ArithmeticException if it is not of the type
   */
  long bits(byte[] b, int from, int to) {
    parsed.clear();
    parser.add(b, from, to, parsed);
    return floating ? Double.doubleToRawLongBits(parsed.doubleAt(0)) : parsed.longAt(0);
  }
}
