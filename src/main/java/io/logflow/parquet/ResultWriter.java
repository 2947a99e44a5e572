package io.logflow.parquet;

import io.logflow.job.Schema;
import io.logflow.plugin.ColumnBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;

/** Writes batches of columns to a Parquet file. The file is complete once closed without error. */
public final class ResultWriter implements Closeable {
  private final ParquetWriter<IndexedRecord> writer;
  private final org.apache.avro.Schema rows;
  private long count;

  private ResultWriter(ParquetWriter<IndexedRecord> writer, org.apache.avro.Schema rows) {
    this.writer = writer;
    this.rows = rows;
  }

  /**
   * Opens a new file and makes its folder where it is missing.
   *
   * @param metadata key-value metadata of the footer
   */
  @SuppressWarnings("MustBeClosed")
  public static ResultWriter open(
      Path file, Schema schema, Map<String, String> metadata, WriteOptions options)
      throws IOException {
    MessageType parquet = SchemaMapping.toParquet(schema);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new ResultWriter(
        RecordWriters.open(file, parquet, metadata, options), RowSchema.of(parquet));
  }

  /** Writes all rows of a batch, one column batch a column, in the schema's order and types. */
  public void write(List<? extends ColumnBatch> columns) throws IOException {
    BatchRow row = new BatchRow(rows, columns);
    int length = columns.isEmpty() ? 0 : columns.get(0).length();
    for (int index = 0; index < length; index++) {
      writer.write(row.at(index));
    }
    count += length;
  }

  /** Rows written so far. */
  public long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
