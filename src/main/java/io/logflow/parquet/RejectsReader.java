package io.logflow.parquet;

import io.logflow.job.Reject;
import io.logflow.job.RejectReason;
import io.logflow.plugin.ColumnBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a file that {@link RejectsWriter} has written, row by row. */
public final class RejectsReader implements Closeable {
  private final ParquetResultReader reader;
  private List<ColumnBatch> batch = List.of();
  private int row;

  /**
   * A rejected row.
   *
   * @param source name of the input that it is from
   */
  public record Row(String source, Reject reject) {}

  private RejectsReader(ParquetResultReader reader) {
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws io.logflow.job.LogFlowException as {@link ParquetFooters#read}
   */
  @SuppressWarnings("MustBeClosed")
  public static RejectsReader open(Path file) {
    return new RejectsReader(ParquetResultReader.open(file));
  }

  /** How the rows of the inputs are written; empty where an earlier version kept nothing. */
  public List<RowForm> forms() {
    return RowForms.parse(metadata(RowForms.KEY));
  }

  /** What the file keeps under a key; an empty text where it keeps nothing. */
  public String metadata(String key) {
    return reader.footer().metadata().getOrDefault(key, "");
  }

  /** Rows in the file. */
  public long count() {
    return reader.footer().rows();
  }

  /** The next row; empty at the end. */
  public Optional<Row> next() {
    while (batch.isEmpty() || row == batch.get(0).length()) {
      batch = reader.next();
      row = 0;
      if (batch.isEmpty()) {
        return Optional.empty();
      }
    }
    Reject reject =
        new Reject(
            batch.get(1).longAt(row),
            batch.get(2).longAt(row),
            bytes(3),
            text(4),
            reason(text(5)),
            text(6));
    Row found = new Row(text(0), reject);
    row++;
    return Optional.of(found);
  }

  private static RejectReason reason(String words) {
    return Arrays.stream(RejectReason.values())
        .filter(reason -> reason.words().equals(words))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no reason is called " + words));
  }

  private byte[] bytes(int column) {
    ColumnBatch from = batch.get(column);
    return from.isNull(row)
        ? new byte[0]
        : Arrays.copyOfRange(from.bytesAt(row), from.startAt(row), from.endAt(row));
  }

  private String text(int column) {
    return new String(bytes(column), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
