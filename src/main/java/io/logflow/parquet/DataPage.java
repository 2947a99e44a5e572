package io.logflow.parquet;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** A page, ready to be written. */
final class DataPage {
  private static final long AROUND = 200;

  private final byte[] bytes;
  private final int plainLength;
  private final int rows;
  private final Encoding encoding;
  private final Statistics<?> statistics;

  /**
   * @param bytes levels and values, compressed
   * @param plainLength their bytes before compression
   * @param rows its rows, or the values of a dictionary
   * @param encoding encoding of the values
   * @param statistics what is known of the values; null for a dictionary
   */
  DataPage(byte[] bytes, int plainLength, int rows, Encoding encoding, Statistics<?> statistics) {
    this.bytes = bytes;
    this.plainLength = plainLength;
    this.rows = rows;
    this.encoding = encoding;
    this.statistics = statistics;
  }

  byte[] bytes() {
    return bytes;
  }

  int plainLength() {
    return plainLength;
  }

  int rows() {
    return rows;
  }

  Encoding encoding() {
    return encoding;
  }

  /**
   * What is known of the values, for a column of the same kind. Parquet's writer does not merge
   * statistics of columns with different names.
   */
  Statistics<?> statistics(PrimitiveType column) {
    Statistics.Builder copy =
        Statistics.getBuilderForReading(column)
            .withNumNulls(statistics.getNumNulls())
            .withNanCount(statistics.getNanCount());
    return statistics.hasNonNullValue()
        ? copy.withMin(statistics.getMinBytes()).withMax(statistics.getMaxBytes()).build()
        : copy.build();
  }

  long heldBytes() {
    return bytes.length + AROUND;
  }
}
