package io.logflow.parquet;

import java.util.Arrays;

/** Indices into a dictionary, in one, two or four bytes each. */
final class Indices {
  private final byte[] bytes;
  private final char[] chars;
  private final int[] ints;

  private Indices(byte[] bytes, char[] chars, int[] ints) {
    this.bytes = bytes;
    this.chars = chars;
    this.ints = ints;
  }

  /**
   * @param distinct the dictionary's size; all indices are below it
   */
  static Indices of(int[] indices, int count, int distinct) {
    if (distinct <= 1 << Byte.SIZE) {
      byte[] bytes = new byte[count];
      for (int i = 0; i < count; i++) {
        bytes[i] = (byte) indices[i];
      }
      return new Indices(bytes, null, null);
    }
    if (distinct <= 1 << Character.SIZE) {
      char[] chars = new char[count];
      for (int i = 0; i < count; i++) {
        chars[i] = (char) indices[i];
      }
      return new Indices(null, chars, null);
    }
    return new Indices(null, null, Arrays.copyOf(indices, count));
  }

  int count() {
    return bytes != null ? bytes.length : chars != null ? chars.length : ints.length;
  }

  long heldBytes() {
    return bytes != null ? bytes.length : chars != null ? 2L * chars.length : 4L * ints.length;
  }

  int at(int position) {
    return bytes != null
        ? bytes[position] & 0xFF
        : chars != null ? chars[position] : ints[position];
  }

  /** Writes the new numbers of some indices. */
  void renumber(int from, int count, int[] numbers, int[] target, int at) {
    if (bytes != null) {
      for (int i = 0; i < count; i++) {
        target[at + i] = numbers[bytes[from + i] & 0xFF];
      }
    } else if (chars != null) {
      for (int i = 0; i < count; i++) {
        target[at + i] = numbers[chars[from + i]];
      }
    } else {
      for (int i = 0; i < count; i++) {
        target[at + i] = numbers[ints[from + i]];
      }
    }
  }
}
