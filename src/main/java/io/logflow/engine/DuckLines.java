package io.logflow.engine;

import io.logflow.job.InputPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Tells whether each record of a file is one line. DuckDB's parallel reader guesses where records
 * begin and can take lines inside of quotes for records; where there are no such lines, every guess
 * is right.
 */
final class DuckLines {
  private static final int BUFFER_BYTES = 1 << 18;

  private long endings;
  private byte last = '\n';

  private DuckLines() {}

  /** Whether the file, which has no blank lines, has as many lines as records. */
  static boolean areRecords(InputPlan plan) throws IOException {
    boolean header = plan.input().inspection().orElseThrow().dialect().header();
    DuckLines lines = new DuckLines();
    lines.count(plan.input().content());
    return lines.total() == plan.rowsRead() + (header ? 1 : 0);
  }

  private long total() {
    return last == '\n' || last == '\r' ? endings : endings + 1;
  }

  private void count(Path path) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try (FileChannel channel = FileChannel.open(path)) {
      while (channel.read(buffer) >= 0) {
        count(bytes, buffer.position());
        buffer.clear();
      }
    }
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
