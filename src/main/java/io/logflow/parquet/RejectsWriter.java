package io.logflow.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.logflow.job.Codec;
import io.logflow.job.Reject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final long ROW_GROUP_BYTES = 8 << 20;
  private static final int ROW_GROUP_ROWS = 100_000;
  private static final PageOptions OPTIONS = PageOptions.of(Codec.ZSTD, Optional.empty());

  private final Path file;
  private final TextPages source = texts(0);
  private final NumberPages line = numbers(1);
  private final NumberPages byteOffset = numbers(2);
  private final TextPages raw = texts(3);
  private final TextPages column = texts(4);
  private final TextPages reason = texts(5);
  private final TextPages detail = texts(6);
  private Optional<PageFile> opened = Optional.empty();
  private long count;
  private int rows;
  private long bytes;
  private Map<String, String> metadata = Map.of();

  /**
   * @param file where the rows go; made with its folder when the first one comes
   */
  public RejectsWriter(Path file) {
    this.file = file;
  }

  private static TextPages texts(int index) {
    return new TextPages(layout(index));
  }

  private static NumberPages numbers(int index) {
    return new NumberPages(layout(index));
  }

  private static PageLayout layout(int index) {
    return PageLayout.of(COLUMNS.getType(index).asPrimitiveType(), OPTIONS);
  }

  /**
   * Writes one row.
   *
   * @param name of the input that it is from
   */
  public void write(String name, Reject reject) throws IOException {
    if (opened.isEmpty()) {
      opened = Optional.of(PageFile.create(file, COLUMNS, OPTIONS));
    }
    add(source, name);
    line.add(reject.line());
    byteOffset.add(reject.byteOffset());
    raw.add(reject.raw(), 0, reject.raw().length);
    if (reject.column().isEmpty()) {
      column.addNull();
    } else {
      add(column, reject.column());
    }
    add(this.reason, reject.reason().words());
    add(detail, reject.detail());
    count++;
    rows++;
    bytes += reject.raw().length;
    if (rows == ROW_GROUP_ROWS || bytes >= ROW_GROUP_BYTES) {
      endGroup(opened.get());
    }
  }

  private static void add(TextPages column, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    column.add(bytes, 0, bytes.length);
  }

  private void endGroup(PageFile to) throws IOException {
    List<PageFile.Content> contents = new ArrayList<>();
    for (PageColumn each : List.of(source, line, byteOffset, raw, column, reason, detail)) {
      contents.add(new PageFile.Runs(List.of(each.finish())));
    }
    to.write(rows, contents);
    rows = 0;
    bytes = 0;
  }

  /** Keeps something beside the rows, by key. */
  public void describe(Map<String, String> keys) {
    metadata = Map.copyOf(keys);
  }

  /** Rows written so far. */
  public long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (opened.isEmpty()) {
      return;
    }
    try (PageFile to = opened.get()) {
      if (rows > 0) {
        endGroup(to);
      }
      to.finish(metadata);
    }
  }
}
