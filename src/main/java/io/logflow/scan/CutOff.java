package io.logflow.scan;

import io.logflow.format.Inspector;
import io.logflow.job.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells of delimited text whose last line does not end: its writer may have been interrupted, and a
 * value cut short looks like a value.
 */
final class CutOff {
  private CutOff() {}

  static Optional<String> warning(Input input) throws IOException {
    if (Inspector.isEmpty(input) || ends(input)) {
      return Optional.empty();
    }
    return Optional.of(
        "The last line of "
            + input.originalName()
            + " has no line ending: if its writer was interrupted, the last value or rows are"
            + " missing.");
  }

  private static boolean ends(Input input) throws IOException {
    Charset charset = input.inspection().orElseThrow().charset();
    byte[] lineFeed = "\n".getBytes(charset);
    byte[] last = new byte[lineFeed.length];
    ByteBuffer room = ByteBuffer.wrap(last);
    try (FileChannel content = FileChannel.open(input.content(), StandardOpenOption.READ)) {
      long at = content.size() - last.length;
      while (at >= 0 && room.hasRemaining() && content.read(room, at + room.position()) > 0) {}
    }
    return Arrays.equals(last, lineFeed) || Arrays.equals(last, "\r".getBytes(charset));
  }
}
