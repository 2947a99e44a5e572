package io.logflow.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Counts what stands in single column chunks of a file; for any number of threads. */
public final class ChunkCounter implements Closeable {
  private static final int BATCH_ROWS = 1024;

  private final Path file;
  private final List<ParquetFileReader> opened = new ArrayList<>();
  private final Queue<ParquetFileReader> free = new ConcurrentLinkedQueue<>();
  private final FileMetaData metadata;
  private final List<Long> rows;

  private ChunkCounter(Path file, ParquetFileReader reader) {
    this.file = file;
    this.metadata = reader.getFileMetaData();
    this.rows = reader.getRowGroups().stream().map(group -> group.getRowCount()).toList();
    opened.add(reader);
    free.add(reader);
  }

  /**
   * Opens a file.
   *
   * @throws io.logflow.job.LogFlowException as {@link ParquetFooters#read}
   */
  @SuppressWarnings("MustBeClosed")
  public static ChunkCounter open(Path file) {
    try {
      return new ChunkCounter(file, ParquetFiles.open(file));
    } catch (IOException | RuntimeException | NoClassDefFoundError e) {
      throw ParquetFiles.failure(file, e);
    }
  }

  /** Rows of each row group. */
  public List<Long> rowsOfGroups() {
    return rows;
  }

  /** The names of the columns. */
  public List<String> names() {
    return metadata.getSchema().getFields().stream().map(Type::getName).toList();
  }

  /**
   * Counts the chunks of the columns {@code from} (inclusive) to {@code to} (exclusive). Parquet's
   * reader goes through all columns of a row group for each call, so many columns are not asked for
   * one by one.
   *
   * @throws io.logflow.job.LogFlowException VERIFICATION where their pages cannot be read
   */
  public List<ChunkCount> count(int rowGroup, int from, int to) {
    if (rows.get(rowGroup) == 0) {
      return Collections.nCopies(to - from, ChunkCount.NONE);
    }
    try {
      ParquetFileReader reader = borrow();
      List<ChunkCount> counts =
          count(reader, rowGroup, metadata.getSchema().getFields().subList(from, to));
      free.add(reader);
      return counts;
    } catch (IOException | RuntimeException | NoClassDefFoundError e) {
      throw ParquetFiles.failure(file, e);
    }
  }

  private ParquetFileReader borrow() throws IOException {
    ParquetFileReader reader = free.poll();
    return reader == null ? another() : reader;
  }

  @SuppressWarnings("MustBeClosed")
  private synchronized ParquetFileReader another() throws IOException {
    ParquetFileReader reader = ParquetFiles.open(file);
    opened.add(reader);
    return reader;
  }

  private List<ChunkCount> count(ParquetFileReader reader, int rowGroup, List<Type> fields)
      throws IOException {
    MessageType schema = metadata.getSchema();
    reader.setRequestedSchema(new MessageType(schema.getName(), fields));
    PageReadStore pages = reader.readRowGroup(rowGroup);
    List<ChunkCount> counts = new ArrayList<>();
    for (Type field : fields) {
      counts.add(count(field, pages));
    }
    return counts;
  }

  private ChunkCount count(Type field, PageReadStore pages) throws IOException {
    Optional<PageValues> values =
        SchemaMapping.flat(field) ? PageValues.of(field.asPrimitiveType()) : Optional.empty();
    if (values.isEmpty()) {
      return count(Cells.of(field, metadata, pages), field, pages.getRowCount());
    }
    ColumnDescriptor column =
        metadata.getSchema().getColumnDescription(new String[] {field.getName()});
    return values.get().count(column, pages.getPageReader(column));
  }

  /** Value by value: nested columns, and types that LogFlow does not write. */
  private static ChunkCount count(Cells cells, Type field, long rows) {
    BatchColumn batch = BatchColumn.of(SchemaMapping.typeOf(field));
    ChunkCount sum = ChunkCount.NONE;
    for (long from = 0; from < rows; from += BATCH_ROWS) {
      batch.clear();
      for (long row = from; row < Math.min(rows, from + BATCH_ROWS); row++) {
        cells.moveTo(batch);
      }
      sum = sum.plus(ChunkCount.of(batch, 0, batch.length()));
    }
    return sum;
  }

  @Override
  public synchronized void close() throws IOException {
    for (ParquetFileReader reader : opened) {
      reader.close();
    }
  }
}
