package io.logflow.parquet;

import org.apache.parquet.schema.PrimitiveType;

/** How Parquet stores the values of a column. */
enum Storage {
  BIT(1),
  INT32(4),
  INT64(8),
  DOUBLE(8),
  TEXT(4),
  FIXED(DecimalBytes.LENGTH);

  private final int width;

  Storage(int width) {
    this.width = width;
  }

  static Storage of(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> BIT;
      case INT32 -> INT32;
      case INT64 -> INT64;
      case DOUBLE -> DOUBLE;
      case BINARY -> TEXT;
      case FIXED_LEN_BYTE_ARRAY -> FIXED;
      default -> throw new IllegalArgumentException("not written: " + type);
    };
  }

  /** Whether values are given as {@code long}. */
  boolean number() {
    return this != TEXT && this != FIXED;
  }

  /** Bytes of a value, or of the length before a text. */
  int width() {
    return width;
  }

  /** Bytes of some numbers, stored plainly. */
  long plainBytes(long values) {
    return this == BIT ? (values + 7) / 8 : values * width;
  }
}
