package io.logflow.format.csv;

import java.io.IOException;
import java.util.Arrays;

/**
 * A window on the UTF-8 stream that always holds the current record from its first byte. A line
 * feed stands after the last byte, so that a search for a line's end needs no bounds check.
 */
final class RecordBuffer {
  private final ByteSource source;
  private long base;
  private boolean ended;

  /** The window; replaced when it grows. */
  byte[] bytes;

  /** Bytes in the window; {@code bytes[limit]} is a line feed. */
  int limit;

  /** First byte of the current record. */
  int record;

  RecordBuffer(ByteSource source, int size) {
    this.source = source;
    this.bytes = new byte[size + 1];
    bytes[0] = '\n';
  }

  /** Position in the UTF-8 stream of an index of the window. */
  long position(int index) {
    return base + index;
  }

  /**
   * Reads more. The current record moves to the start of the window.
   *
   * @return false at the end of the input
   */
  boolean more() throws IOException {
    if (ended) {
      return false;
    }
    compact();
    if (bytes.length - 1 - limit < ByteSource.MINIMUM_ROOM) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + ByteSource.MINIMUM_ROOM);
    }
    int count = source.read(bytes, limit, bytes.length - 1 - limit);
    ended = count < 0;
    limit += Math.max(count, 0);
    bytes[limit] = '\n';
    return !ended;
  }

  /** Reads on where the source has more, though it has said that it ended. */
  void reopen() {
    ended = false;
  }

  private void compact() {
    if (record > 0) {
      System.arraycopy(bytes, record, bytes, 0, limit - record);
      base += record;
      limit -= record;
      record = 0;
      source.release(base);
    }
  }
}
