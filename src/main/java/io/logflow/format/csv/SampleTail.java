package io.logflow.format.csv;

import java.util.Arrays;

/**
 * The last part of a text of which the sample is the first.
 *
 * @param utf8 the bytes, from the beginning of a line; empty where they are not known
 * @param position of the first of them in the text, counted in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed: no copies.
public record SampleTail(byte[] utf8, long position) {
  /** Nothing is known of the end. */
  public static final SampleTail UNKNOWN = new SampleTail(new byte[0], 0);

  /** The end of a text: from the first line that begins in it. */
  public static SampleTail of(byte[] bytes, long position) {
    int at = 0;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    int from = Math.min(bytes.length, at + 1);
    return new SampleTail(Arrays.copyOfRange(bytes, from, bytes.length), position + from);
  }
}
