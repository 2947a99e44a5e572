package io.logflow.parquet;

import io.logflow.job.Schema;
import io.logflow.plugin.ColumnBatch;
import io.logflow.plugin.ResultReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * Reads a Parquet file, whoever wrote it. Types that LogFlow does not have come as the nearest one
 * that holds every value; nested columns of other kinds than LogFlow's come as JSON text.
 */
public final class ParquetResultReader implements ResultReader {
  private static final int BATCH_ROWS = 8192;
  private static final int BATCH_BYTES = 16 << 20;

  private final Path file;
  private final ParquetFileReader reader;
  private final Footer footer;
  private final List<BatchColumn> batch;
  private List<Cells> group = List.of();
  private long left;

  private ParquetResultReader(Path file, ParquetFileReader reader) {
    this.file = file;
    this.reader = reader;
    this.footer = ParquetFooters.of(reader);
    this.batch =
        footer.schema().columns().stream().map(column -> BatchColumn.of(column.type())).toList();
  }

  /**
   * Opens a file.
   *
   * @throws io.logflow.job.LogFlowException as {@link ParquetFooters#read}
   */
  @SuppressWarnings("MustBeClosed")
  public static ParquetResultReader open(Path file) {
    try {
      return new ParquetResultReader(file, ParquetFiles.open(file));
    } catch (IOException | RuntimeException | NoClassDefFoundError e) {
      throw ParquetFiles.failure(file, e);
    }
  }

  public Footer footer() {
    return footer;
  }

  @Override
  public Schema schema() {
    return footer.schema();
  }

  @Override
  public List<ColumnBatch> next() {
    try {
      return nextRowGroup() ? fill() : List.of();
    } catch (IOException | RuntimeException | NoClassDefFoundError e) {
      throw ParquetFiles.failure(file, e);
    }
  }

  private boolean nextRowGroup() throws IOException {
    while (left == 0) {
      PageReadStore pages = reader.readNextRowGroup();
      if (pages == null) {
        return false;
      }
      left = pages.getRowCount();
      group = Cells.of(reader.getFileMetaData(), pages);
    }
    return true;
  }

  private List<ColumnBatch> fill() {
    batch.forEach(BatchColumn::clear);
    long rows = 0;
    long bytes = 0;
    while (rows < Math.min(left, BATCH_ROWS) && bytes < BATCH_BYTES) {
      rows++;
      bytes = 0;
      for (int column = 0; column < batch.size(); column++) {
        BatchColumn target = batch.get(column);
        group.get(column).moveTo(target);
        bytes += target.byteCount();
      }
    }
    left -= rows;
    return List.copyOf(batch);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
