package io.logflow.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first part of a text, as UTF-8.
 *
 * @param utf8 the bytes; where the text goes on they end with a line
 * @param complete whether this is the whole text
 */
@SuppressWarnings("ArrayRecordComponent") // Up to 1 MB, never changed: no copies.
public record SampleText(byte[] utf8, boolean complete) {

  /** Takes the first part of a text; its last line is dropped where it may have been cut. */
  public static SampleText of(byte[] utf8, boolean complete) {
    int end = utf8.length;
    while (!complete && end > 0 && utf8[end - 1] != '\n' && utf8[end - 1] != '\r') {
      end--;
    }
    return new SampleText(end == 0 ? utf8 : Arrays.copyOf(utf8, end), complete);
  }

  String text() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
