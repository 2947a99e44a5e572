package io.logflow.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers whether a sample holds a text, after one look at it for most that it does not hold. */
final class SampleBytes {
  private static final int VALUES = 256;

  private final byte[] utf8;
  private final boolean[] present = new boolean[VALUES];

  SampleBytes(SampleText sample) {
    this.utf8 = sample.utf8();
    for (byte one : utf8) {
      present[one & 0xFF] = true;
    }
  }

  boolean holds(String part) {
    byte[] wanted = part.getBytes(StandardCharsets.UTF_8);
    for (byte one : wanted) {
      if (!present[one & 0xFF]) {
        return false;
      }
    }
    return wanted.length == 1 || occurs(wanted);
  }

  private boolean occurs(byte[] wanted) {
    byte first = wanted[0];
    for (int at = 0; at + wanted.length <= utf8.length; at++) {
      if (utf8[at] == first
          && Arrays.equals(utf8, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}
