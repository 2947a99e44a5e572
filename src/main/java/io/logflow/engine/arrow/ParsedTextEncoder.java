package io.logflow.engine.arrow;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import io.logflow.parquet.ArrayColumn;
import io.logflow.parquet.DecimalBytes;
import io.logflow.parquet.TextPages;
import io.logflow.scan.FieldParser;

/** Bytes that are not those of the field: decimals of many digits, and offsets of timestamps. */
final class ParsedTextEncoder extends ColumnEncoder {
  private final TextPages pages;
  private final FieldParser parser;
  private final ArrayColumn parsed;
  private final boolean decimal;
  private final byte[] digits = new byte[DecimalBytes.LENGTH];

  ParsedTextEncoder(TextPages pages, ColumnType type, FieldParser parser) {
    super(pages);
    this.pages = pages;
    this.parser = parser;
    this.parsed = new ArrayColumn(type);
    this.decimal = type.kind() == TypeKind.DECIMAL;
  }

  @Override
  void value(byte[] b, int from, int to) {
    parsed.clear();
    parser.add(b, from, to, parsed);
    if (parsed.isNull(0)) {
      pages.addNull();
    } else if (decimal) {
      DecimalBytes.write(parsed.decimalAt(0).unscaledValue(), digits);
      pages.add(digits, 0, digits.length);
    } else {
      pages.add(parsed.bytesAt(0), parsed.startAt(0), parsed.endAt(0));
    }
  }
}
