package io.logflow.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The texts that mean NULL beside the empty one. */
public final class NullWords {
  private final byte[][] words;
  private final int longest;

  public NullWords(List<String> texts) {
    words =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    longest = Arrays.stream(words).mapToInt(word -> word.length).max().orElse(0);
  }

  /** Bytes of the longest of them. */
  int longest() {
    return longest;
  }

  /** Whether the bytes {@code from} (inclusive) to {@code to} (exclusive) mean NULL. */
  public boolean matches(byte[] b, int from, int to) {
    if (from == to) {
      return true;
    }
    if (to - from > longest) {
      return false;
    }
    for (byte[] word : words) {
      if (Arrays.equals(b, from, to, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}
