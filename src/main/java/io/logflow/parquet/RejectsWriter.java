package io.logflow.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.logflow.job.Codec;
import io.logflow.job.Reject;
import io.logflow.job.RejectReason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Writes rejected rows to a Parquet file, which begins to exist with the first of them. Holds some
 * megabytes at a time, or one row where that is larger.
 */
public final class RejectsWriter implements Closeable {
  private static final MessageType COLUMNS =
      Types.buildMessage()
          .optional(BINARY)
          .as(stringType())
          .named("source")
          .optional(INT64)
          .named("line")
          .optional(INT64)
          .named("byte_offset")
          .optional(BINARY)
          .named("raw")
          .optional(BINARY)
          .as(stringType())
          .named("column")
          .optional(BINARY)
          .as(stringType())
          .named("reason")
          .optional(BINARY)
          .as(stringType())
          .named("detail")
          .named("rejects");
  private static final Schema ROW = RowSchema.of(COLUMNS);
  private static final long ROW_GROUP_BYTES = 8 << 20;
  private static final int ROW_GROUP_ROWS = 100_000;

  /** A rejected row may be as long as a record may be: look at the size after every row. */
  private static final WriteOptions OPTIONS =
      new WriteOptions(
          Codec.ZSTD, Optional.empty(), ROW_GROUP_BYTES, ROW_GROUP_ROWS, ROW_GROUP_BYTES);

  private final Path file;
  private Optional<ParquetWriter<IndexedRecord>> writer = Optional.empty();
  private long count;

  /**
   * @param file where the rows go; made with its folder when the first one comes
   */
  public RejectsWriter(Path file) {
    this.file = file;
  }

  /**
   * Writes one row.
   *
   * @param source name of the input that it is from
   */
  public void write(String source, Reject reject) throws IOException {
    if (writer.isEmpty()) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      writer = Optional.of(RecordWriters.open(file, COLUMNS, Map.of(), OPTIONS));
    }
    writer.get().write(row(source, reject));
    count++;
  }

  private static IndexedRecord row(String source, Reject reject) {
    GenericData.Record row = new GenericData.Record(ROW);
    row.put(0, text(source));
    row.put(1, reject.line());
    row.put(2, reject.byteOffset());
    row.put(3, ByteBuffer.wrap(reject.raw()));
    row.put(4, reject.column().isEmpty() ? null : text(reject.column()));
    row.put(5, text(words(reject.reason())));
    row.put(6, text(reject.detail()));
    return row;
  }

  private static String words(RejectReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Rows written so far. */
  public long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (writer.isPresent()) {
      writer.get().close();
    }
  }
}
