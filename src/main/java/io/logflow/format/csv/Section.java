package io.logflow.format.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The part of a file that holds its table: reading ends where the table does.
 *
 * @param channel the file
 * @param end offset of the byte behind the part
 */
record Section(FileChannel channel, long end) {

  /** Reads some bytes from an offset; -1 at the end of the part. */
  int read(ByteBuffer into, long offset) throws IOException {
    if (offset >= end) {
      return -1;
    }
    int beyond = (int) Math.max(0, into.remaining() - Math.min(into.remaining(), end - offset));
    into.limit(into.limit() - beyond);
    int count = channel.read(into, offset);
    into.limit(into.limit() + beyond);
    return count;
  }
}
