package io.logflow.engine;

import io.logflow.job.Dialect;
import io.logflow.job.InputPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the lines of a file without anomalies lie to its records, where DuckDB would only guess. Its
 * parallel reader guesses where records begin and can take lines inside of quotes for records;
 * where there are no such lines, every guess is right. It takes the first line ending for the one
 * that ends records, also inside of quotes.
 */
final class DuckLines {
  private static final int BUFFER_BYTES = 1 << 18;

  private final long records;
  private final byte quote;
  private long endings;
  private byte last = '\n';
  private boolean quoted;
  private String firstEnding;
  private String recordEnding;

  private DuckLines(long records, char quote) {
    this.records = records;
    this.quote = (byte) quote;
  }

  /** The lines of a file that has no blank ones. */
  static DuckLines of(InputPlan plan) throws IOException {
    Dialect dialect = plan.input().inspection().orElseThrow().dialect();
    long records = plan.rowsRead() + dialect.headerRows();
    DuckLines lines = new DuckLines(records, dialect.quote());
    if (plan.lineRecords()) {
      lines.endings = records;
      return lines;
    }
    lines.count(plan.input().content());
    return lines;
  }

  /** Whether there are as many lines as records. */
  boolean areRecords() {
    return total() == records;
  }

  /** What ends records, as DuckDB writes it, where the first line ending is another one. */
  Optional<String> misleading() {
    return Optional.ofNullable(recordEnding).filter(ending -> !ending.equals(firstEnding));
  }

  private long total() {
    return last == '\n' || last == '\r' ? endings : endings + 1;
  }

  private void count(Path path) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try (FileChannel channel = FileChannel.open(path)) {
      while (channel.read(buffer) >= 0) {
        seekEnding(bytes, buffer.position());
        count(bytes, buffer.position());
        buffer.clear();
      }
    }
  }

  private void seekEnding(byte[] bytes, int length) {
    byte before = last;
    for (int at = 0; at < length && recordEnding == null; at++) {
      byte current = bytes[at];
      if (before == '\r') {
        noteEnding(current == '\n' ? "\\r\\n" : "\\r");
      } else if (current == '\n') {
        noteEnding("\\n");
      }
      quoted ^= current == quote;
      before = current;
    }
  }

  private void noteEnding(String ending) {
    firstEnding = firstEnding == null ? ending : firstEnding;
    recordEnding = quoted ? null : ending;
  }

  private void count(byte[] bytes, int length) {
    long found = 0;
    byte before = last;
    for (int at = 0; at < length; at++) {
      byte current = bytes[at];
      if (current <= '\r' && (current == '\r' || (current == '\n' && before != '\r'))) {
        found++;
      }
      before = current;
    }
    last = before;
    endings += found;
  }
}
