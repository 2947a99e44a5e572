package io.logflow.format.csv;

import io.logflow.format.RowBatch;
import io.logflow.format.RowSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the records that begin within a range of a file. One thread, any number of ranges. */
final class RangeReader {
  private static final int MOST_IN_A_ROW = 256;

  private final Section section;
  private final CsvLayout layout;
  private final byte[] buffer;
  private final RowBatch batch;

  private RowSplitter splitter;
  private RowSink sink;
  private long base;
  private int at;
  private int limit;
  private boolean ended;
  private boolean clean;
  private long skipped;
  private int slowRun;
  private int judgedAt;

  RangeReader(Section section, CsvLayout layout, int bufferBytes, int batchFields) {
    this.section = section;
    this.layout = layout;
    this.buffer = new byte[bufferBytes + RowBatch.SLACK];
    this.batch = new RowBatch(layout.width(), batchFields);
  }

  /**
   * Reads the records that begin from {@code start} on and before {@code end}.
   *
   * @param start offset of a record's first byte
   */
  CsvRange read(long start, long end, RowSink into) throws IOException {
    splitter = new RowSplitter(layout.symbols(), layout.limits().recordBytes());
    sink = into;
    clean = true;
    skipped = 0;
    slowRun = 1;
    batch.clear(buffer);
    judgedAt = 0;
    restart(start);
    while (position() < end && more()) {
      step(end);
    }
    flush();
    boolean uniform = !mixed();
    return new CsvRange(
        start, position(), splitter.line(), skipped, splitter.longest(), clean && uniform);
  }

  private boolean mixed() {
    boolean lf = splitter.lf() || layout.endings() == RecordCursor.LF;
    boolean crlf = splitter.crlf() || layout.endings() == RecordCursor.CRLF;
    return lf && crlf;
  }

  private void step(long end) throws IOException {
    int last = (int) Math.min(end - base, Integer.MAX_VALUE);
    RowSplitter.Stop stop = splitter.split(buffer, at, limit, last, batch);
    at = splitter.at();
    if (stop == RowSplitter.Stop.OTHER) {
      others(end);
    } else if (stop == RowSplitter.Stop.FULL) {
      flush();
    } else if (ended || (at == 0 && limit == capacity())) {
      others(end);
    } else {
      fill();
    }
  }

  /** Hands on the rows that were split; they are slices of the buffer, which may change then. */
  private void flush() throws IOException {
    if (batch.rows() > 0) {
      sink.rows(batch);
    }
    batch.clear(buffer);
    judgedAt = 0;
  }

  /** Leaves one record, or a run of them where they keep coming, to the reader that judges. */
  private void others(long end) throws IOException {
    long start = position();
    RestSource rest = new RestSource(section, start, buffer, at, limit);
    CsvRecordReader reader = layout.reader(rest);
    reader.stopAt(end - start);
    slowRun = batch.rows() - judgedAt > slowRun ? 1 : slowRun;
    int linesBefore = splitter.line();
    boolean found = true;
    for (int count = 0; count < slowRun && found && start + reader.passed() < end; count++) {
      found = reader.next();
      if (found) {
        judged(reader, linesBefore);
      }
    }
    slowRun = Math.min(2 * slowRun, MOST_IN_A_ROW);
    judgedAt = batch.rows();
    clean &= reader.clean();
    skipped += reader.skipped();
    splitter.skipLines(reader.linesPassed());
    moveTo(start + reader.passed());
  }

  /** A rejected record may overtake sound rows; they need not come in small batches for it. */
  private void judged(CsvRecordReader reader, int linesBefore) throws IOException {
    if (reader.problem().isEmpty()) {
      flush();
    }
    sink.record(reader, linesBefore);
  }

  private int capacity() {
    return buffer.length - RowBatch.SLACK;
  }

  private long position() {
    return base + at;
  }

  private void moveTo(long offset) throws IOException {
    if (offset <= base + limit) {
      at = (int) (offset - base);
    } else {
      flush();
      restart(offset);
    }
  }

  private void restart(long offset) {
    base = offset;
    at = 0;
    limit = 0;
    ended = false;
  }

  /** Whether a byte is there to be read. */
  private boolean more() throws IOException {
    if (at == limit && !ended) {
      fill();
    }
    return at < limit;
  }

  /** Reads on behind what is left, which moves to the front. */
  private void fill() throws IOException {
    flush();
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    base += at;
    limit -= at;
    at = 0;
    ByteBuffer rest = ByteBuffer.wrap(buffer, limit, capacity() - limit);
    int count = 0;
    while (rest.hasRemaining() && count >= 0) {
      count = section.read(rest, base + rest.position());
    }
    ended = count < 0;
    limit = rest.position();
  }
}
