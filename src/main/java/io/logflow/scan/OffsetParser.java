package io.logflow.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.parquet.ArrayColumn;

/** Reads a timestamp and keeps its offset alone, as text. */
final class OffsetParser implements FieldParser {
  private final TemporalFormat format;
  private final TemporalValue value = new TemporalValue();
  private int seconds;
  private byte[] text = OffsetText.shown(0).getBytes(UTF_8);

  OffsetParser(TemporalFormat format) {
    this.format = format;
  }

  @Override
  public void add(byte[] buffer, int from, int to, ArrayColumn column) {
    if (!format.parse(buffer, from, to, value) || !value.zoned()) {
      throw new IllegalArgumentException("not of the form " + format);
    }
    if (value.offsetSeconds() != seconds) {
      seconds = value.offsetSeconds();
      text = OffsetText.shown(seconds).getBytes(UTF_8);
    }
    column.addBytes(text, 0, text.length);
  }
}
