package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.BoundaryOrder;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Compares what a file says of its flat columns (statistics, page index, offsets) with the values
 * that parquet-java reads from it.
 */
public final class FileTruth {
  /** Bounds of texts are cut to so many bytes in the index. */
  private static final int LONGEST_BOUND = 64;

  /** Longer bounds are in no footer. */
  private static final int LONGEST_IN_FOOTER = 4096;

  private final ParquetFileReader reader;
  private final RandomAccessFile bytes;
  private int pages;
  private int nullPages;

  private FileTruth(ParquetFileReader reader, RandomAccessFile bytes) {
    this.reader = reader;
    this.bytes = bytes;
  }

  /**
   * What was looked at.
   *
   * @param columns the values of each column as parquet-java gives them; NULL is null
   * @param pages pages of all column chunks
   * @param nullPages those without a value
   * @param groupRows rows of each row group
   */
  public record Read(List<List<Object>> columns, int pages, int nullPages, List<Long> groupRows) {}

  /** Fails where a file is not what it says. */
  public static Read check(Path file) throws IOException {
    return read(file, true);
  }

  /** What stands in a file that another program may have written, which writes no page index. */
  public static Read read(Path file) throws IOException {
    return read(file, false);
  }

  private static Read read(Path file, boolean checked) throws IOException {
    try (ParquetFileReader reader = ParquetFiles.open(file);
        RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      return new FileTruth(reader, bytes).read(checked);
    }
  }

  private Read read(boolean checked) throws IOException {
    MessageType schema = reader.getFileMetaData().getSchema();
    List<List<Object>> all = new ArrayList<>();
    schema.getColumns().forEach(column -> all.add(new ArrayList<>()));
    List<Long> groupRows = new ArrayList<>();
    for (BlockMetaData group : reader.getRowGroups()) {
      groupRows.add(group.getRowCount());
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              reader.readNextRowGroup(),
              new GroupRecordConverter(schema).getRootConverter(),
              schema,
              reader.getFileMetaData().getCreatedBy());
      for (int column = 0; column < all.size(); column++) {
        List<Object> values =
            values(store.getColumnReader(schema.getColumns().get(column)), group.getRowCount());
        if (checked) {
          checkChunk(group.getColumns().get(column), values);
        }
        all.get(column).addAll(values);
      }
    }
    return new Read(all, pages, nullPages, groupRows);
  }

  private static List<Object> values(ColumnReader column, long rows) {
    ColumnDescriptor descriptor = column.getDescriptor();
    List<Object> values = new ArrayList<>();
    for (long row = 0; row < rows; row++) {
      boolean there = column.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel();
      values.add(there ? value(column, descriptor.getPrimitiveType()) : null);
      column.consume();
    }
    return values;
  }

  private static Object value(ColumnReader column, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> column.getBoolean();
      case INT32 -> column.getInteger();
      case INT64 -> column.getLong();
      case DOUBLE -> column.getDouble();
      default -> column.getBinary().copy();
    };
  }

  private void checkChunk(ColumnChunkMetaData chunk, List<Object> values) throws IOException {
    String what = chunk.getPath().toDotString();
    assertThat(chunk.getValueCount()).as(what).isEqualTo(values.size());
    TrueBounds truth = new TrueBounds(chunk.getPrimitiveType(), values);
    Statistics<?> said = chunk.getStatistics();
    assertThat(said.getNumNulls()).as(what).isEqualTo(truth.nulls());
    if (said.hasNonNullValue()) {
      assertThat(truth.holds(said.genericGetMin(), said.genericGetMax(), LONGEST_IN_FOOTER))
          .as("%s: %s instead of %s", what, said, truth)
          .isTrue();
    } else {
      assertThat(truth.none() || truth.longest() >= LONGEST_IN_FOOTER / 2).as(what).isTrue();
    }
    OffsetIndex offsets = reader.readOffsetIndex(chunk);
    checkOffsets(chunk, offsets, values.size(), what);
    checkIndex(chunk, offsets, values, what);
  }

  private void checkOffsets(ColumnChunkMetaData chunk, OffsetIndex offsets, long rows, String what)
      throws IOException {
    long next = chunk.getFirstDataPageOffset();
    long row = 0;
    for (int page = 0; page < offsets.getPageCount(); page++) {
      assertThat(offsets.getOffset(page)).as(what).isEqualTo(next);
      assertThat(offsets.getFirstRowIndex(page)).as(what).isEqualTo(row);
      byte[] stored = new byte[offsets.getCompressedPageSize(page)];
      bytes.seek(next);
      bytes.readFully(stored);
      ByteArrayInputStream in = new ByteArrayInputStream(stored);
      PageHeader header = Util.readPageHeader(in);
      assertThat(header.getCompressed_page_size()).as(what).isEqualTo(in.available());
      next += stored.length;
      row = offsets.getLastRowIndex(page, rows) + 1;
      assertThat(header.getData_page_header().getNum_values())
          .as(what)
          .isEqualTo((int) (row - offsets.getFirstRowIndex(page)));
    }
    assertThat(row).as(what).isEqualTo(rows);
    assertThat(next).as(what).isEqualTo(chunk.getStartingPos() + chunk.getTotalSize());
  }

  private void checkIndex(
      ColumnChunkMetaData chunk, OffsetIndex offsets, List<Object> values, String what)
      throws IOException {
    PrimitiveType type = chunk.getPrimitiveType();
    ColumnIndex index = reader.readColumnIndex(chunk);
    List<ByteBuffer> minima = index.getMinValues();
    List<ByteBuffer> maxima = index.getMaxValues();
    List<Object> lows = new ArrayList<>();
    List<Object> highs = new ArrayList<>();
    assertThat(minima).as(what).hasSize(offsets.getPageCount());
    for (int page = 0; page < offsets.getPageCount(); page++) {
      int first = (int) offsets.getFirstRowIndex(page);
      int last = (int) offsets.getLastRowIndex(page, values.size()) + 1;
      TrueBounds truth = new TrueBounds(type, values.subList(first, last));
      assertThat(index.getNullCounts().get(page)).as(what).isEqualTo(truth.nulls());
      assertThat(index.getNullPages().get(page)).as(what).isEqualTo(truth.none());
      pages++;
      if (truth.none()) {
        nullPages++;
      } else {
        Statistics<?> said = statistics(type, minima.get(page), maxima.get(page));
        lows.add(said.genericGetMin());
        highs.add(said.genericGetMax());
        assertThat(truth.holds(said.genericGetMin(), said.genericGetMax(), LONGEST_BOUND))
            .as("%s, page %s: %s instead of %s", what, page, said, truth)
            .isTrue();
      }
    }
    checkOrder(index.getBoundaryOrder(), type, lows, highs, what);
  }

  private static Statistics<?> statistics(PrimitiveType type, ByteBuffer min, ByteBuffer max) {
    return Statistics.getBuilderForReading(type)
        .withMin(copy(min))
        .withMax(copy(max))
        .withNumNulls(0)
        .build();
  }

  private static byte[] copy(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }

  private static void checkOrder(
      BoundaryOrder said, PrimitiveType type, List<Object> lows, List<Object> highs, String what) {
    boolean ascending = rising(type, lows, 1) && rising(type, highs, 1);
    boolean descending = rising(type, lows, -1) && rising(type, highs, -1);
    if (ascending) {
      assertThat(said).as(what).isEqualTo(BoundaryOrder.ASCENDING);
    } else {
      assertThat(said)
          .as(what)
          .isEqualTo(descending ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED);
    }
  }

  private static boolean rising(PrimitiveType type, List<Object> bounds, int sign) {
    for (int page = 1; page < bounds.size(); page++) {
      if (TrueBounds.compare(type, bounds.get(page - 1), bounds.get(page)) * sign > 0) {
        return false;
      }
    }
    return true;
  }
}
