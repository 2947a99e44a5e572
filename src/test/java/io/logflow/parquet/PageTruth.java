package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;

/** Compares the statistics and the page index of a file with the values that were written. */
final class PageTruth {
  private PageTruth() {}

  /** All values are equal. */
  static void same(PageTable read, PageTable written) {
    for (int column = 0; column < written.types().size(); column++) {
      assertThat(read.comparable(column).equals(written.comparable(column)))
          .as("column %s %s", column, written.types().get(column))
          .isTrue();
    }
  }

  static void check(Path file, PageTable table, List<List<Integer>> cuts, String what)
      throws Exception {
    try (ParquetFileReader reader = ParquetFiles.open(file)) {
      assertThat(reader.getRowGroups()).hasSize(cuts.size());
      int row = 0;
      for (BlockMetaData group : reader.getRowGroups()) {
        int rows = cuts.get(group.getOrdinal()).stream().mapToInt(run -> run).sum();
        assertThat(group.getRowCount()).as(what).isEqualTo(rows);
        for (int column = 0; column < table.types().size(); column++) {
          List<Object> values = table.columns().get(column).subList(row, row + rows);
          String where = what + ", column " + table.types().get(column);
          check(reader, group.getColumns().get(column), table.types().get(column), values, where);
        }
        row += rows;
      }
      assertThat(row).isEqualTo(table.rows());
    }
  }

  private static void check(
      ParquetFileReader reader,
      ColumnChunkMetaData chunk,
      ColumnType type,
      List<Object> values,
      String what)
      throws Exception {
    Comparator<Object> order = order(type);
    Statistics<?> statistics = chunk.getStatistics();
    assertThat(chunk.getValueCount()).as(what).isEqualTo(values.size());
    assertThat(statistics.getNumNulls()).as(what).isEqualTo(nulls(values));
    assertThat(statistics.hasNonNullValue()).as(what).isEqualTo(nulls(values) < values.size());
    if (statistics.hasNonNullValue()) {
      assertThat(of(type, statistics.getMinBytes())).as(what).isEqualTo(least(values, order, type));
      assertThat(of(type, statistics.getMaxBytes()))
          .as(what)
          .isEqualTo(least(values, order.reversed(), type));
    }
    ColumnIndex index = reader.readColumnIndex(chunk);
    OffsetIndex pages = reader.readOffsetIndex(chunk);
    List<ByteBuffer> minima = index.getMinValues(); // Copied at each call.
    List<ByteBuffer> maxima = index.getMaxValues();
    List<Long> nullCounts = index.getNullCounts();
    List<Boolean> nullPages = index.getNullPages();
    assertThat(minima).as(what).hasSize(pages.getPageCount());
    for (int page = 0; page < pages.getPageCount(); page++) {
      int first = (int) pages.getFirstRowIndex(page);
      int last = (int) pages.getLastRowIndex(page, values.size()) + 1;
      List<Object> of = values.subList(first, last);
      assertThat(nullCounts.get(page)).as(what).isEqualTo(nulls(of));
      assertThat(nullPages.get(page)).as(what).isEqualTo(nulls(of) == of.size());
      if (!nullPages.get(page)) {
        assertThat(of(type, bytes(minima.get(page)))).as(what).isEqualTo(least(of, order, type));
        assertThat(of(type, bytes(maxima.get(page))))
            .as(what)
            .isEqualTo(least(of, order.reversed(), type));
      }
    }
  }

  private static long nulls(List<Object> values) {
    return values.stream().filter(Objects::isNull).count();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** A value of the statistics, comparable. */
  private static Object of(ColumnType type, byte[] bytes) {
    if (type.kind() == TypeKind.VARCHAR || bytes.length == 16) {
      return ByteBuffer.wrap(bytes);
    }
    ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (type.kind() == TypeKind.DOUBLE) {
      return little.getDouble();
    }
    if (bytes.length == 8) {
      return little.getLong();
    }
    return Long.valueOf(bytes.length == 4 ? little.getInt() : bytes[0]);
  }

  private static Object least(List<Object> values, Comparator<Object> order, ColumnType type) {
    Object least = values.stream().filter(Objects::nonNull).min(order).orElseThrow();
    if (least instanceof byte[] text) {
      return ByteBuffer.wrap(text);
    }
    if (type.kind() == TypeKind.DOUBLE) {
      return Double.longBitsToDouble((Long) least);
    }
    return ((Long) least).longValue();
  }

  private static Comparator<Object> order(ColumnType type) {
    if (type.kind() == TypeKind.VARCHAR) {
      return (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
    }
    if (type.kind() == TypeKind.DECIMAL && type.precision() > 18) {
      return Comparator.comparing(value -> new java.math.BigInteger((byte[]) value));
    }
    return type.kind() == TypeKind.DOUBLE
        ? Comparator.comparingDouble(value -> Double.longBitsToDouble((Long) value))
        : Comparator.comparingLong(value -> (Long) value);
  }
}
