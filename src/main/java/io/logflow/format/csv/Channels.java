package io.logflow.format.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Positional reads that do not stop early. */
final class Channels {
  /** Java keeps a buffer outside of its heap as large as the largest read. */
  static final int PIECE_BYTES = 1 << 18;

  private Channels() {}

  /** Reads bytes from an offset; fewer than asked for only where the file ends. */
  static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    int read = 0;
    while (read < length) {
      int piece = Math.min(length - read, PIECE_BYTES);
      int count = channel.read(ByteBuffer.wrap(bytes, read, piece), offset + read);
      if (count < 0) {
        return Arrays.copyOf(bytes, read);
      }
      read += count;
    }
    return bytes;
  }
}
