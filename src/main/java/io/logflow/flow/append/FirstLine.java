package io.logflow.flow.append;

import io.logflow.job.Dialect;
import io.logflow.job.Inspection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether a file that holds no whole record yet is one whose first line is being written. */
final class FirstLine {
  private static final int SAMPLE = 1 << 16;
  private static final Pattern DOCUMENT = Pattern.compile(".*\\.(json|geojson)");
  private static final Pattern LINES = Pattern.compile(".*\\.(ndjson|jsonl|geojsonl)");

  private FirstLine() {}

  /**
   * Whether the end of the first line must be waited for. A document of JSON needs none, and text
   * whose lines end with a carriage return has none.
   *
   * @param found what the file is by its content so far
   */
  static boolean isUnfinished(FileChannel channel, Path file, Inspection found) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return switch (found.format()) {
      case NDJSON -> !DOCUMENT.matcher(name).matches();
      case CSV -> !endsLinesWithReturns(channel);
      default ->
          RecordEnds.last(channel, 0, channel.size(), Dialect.none("")) == 0
              && (LINES.matcher(name).matches()
                  || (!DOCUMENT.matcher(name).matches() && begin(channel).startsWith("{")));
    };
  }

  private static boolean endsLinesWithReturns(FileChannel channel) throws IOException {
    String text = begin(channel);
    int first = text.indexOf('\r');
    return text.indexOf('\n') < 0 && first >= 0 && first < text.length() - 1;
  }

  private static String begin(FileChannel channel) throws IOException {
    ByteBuffer sample = ByteBuffer.allocate(SAMPLE);
    int read = channel.read(sample, 0);
    return new String(sample.array(), 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
  }
}
