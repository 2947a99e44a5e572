package io.logflow.format.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Positional reads that do not stop early. */
final class Channels {
  private Channels() {}

  /** Reads bytes from an offset; fewer than asked for only where the file ends. */
  static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = channel.read(bytes, offset + bytes.position());
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
