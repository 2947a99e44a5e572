package io.logflow.format.csv;

import io.logflow.format.RowBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Guesses where records begin: behind a line ending, where the next lines split into rows. */
final class RecordGuess {
  private static final int LOOK_AT = 1 << 16;
  private static final int ROWS = 3;
  private static final int MOST_TRIALS = 256;

  private final FileChannel channel;
  private final CsvLayout layout;

  RecordGuess(FileChannel channel, CsvLayout layout) {
    this.channel = channel;
    this.layout = layout;
  }

  long from(long offset) throws IOException {
    byte[] bytes = new byte[LOOK_AT + RowBatch.SLACK];
    long base = offset - 1;
    int limit = read(bytes, base);
    long first = -1;
    int trials = 0;
    for (int at = 0; at < limit && trials < MOST_TRIALS; at++) {
      if (bytes[at] == '\n') {
        trials++;
        first = first < 0 ? base + at + 1 : first;
        if (splits(bytes, at + 1, limit)) {
          return base + at + 1;
        }
      }
    }
    return first;
  }

  private int read(byte[] bytes, long base) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(bytes, 0, LOOK_AT);
    int count = 0;
    while (into.hasRemaining() && count >= 0) {
      count = channel.read(into, base + into.position());
    }
    return into.position();
  }

  private boolean splits(byte[] bytes, int from, int limit) {
    byte[] copy = Arrays.copyOfRange(bytes, from, limit + RowBatch.SLACK);
    RowBatch batch = new RowBatch(layout.width(), ROWS * layout.width());
    batch.clear(copy);
    RowSplitter splitter = new RowSplitter(layout.symbols(), layout.limits().recordBytes());
    int length = limit - from;
    return splitter.split(copy, 0, length, length, batch) != RowSplitter.Stop.OTHER;
  }
}
