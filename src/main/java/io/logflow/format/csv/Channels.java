package io.logflow.format.csv;

import io.logflow.job.Inspection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Files as sources of UTF-8, and positional reads that do not stop early. */
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

  /**
   * Opens a file as a source.
   *
   * @param replacing whether U+FFFD takes the place of bytes that do not decode
   */
  static ByteSource open(Path path, Inspection inspection, boolean replacing, int chunk)
      throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    boolean asItIs = inspection.charset().equals(StandardCharsets.UTF_8) && !replacing;
    int start = inspection.bomLength();
    try {
      return asItIs
          ? new Utf8Source(channel, start, chunk)
          : new TranscodingSource(channel, start, inspection.charset(), chunk);
    } catch (RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }
}
