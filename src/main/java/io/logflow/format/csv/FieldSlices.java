package io.logflow.format.csv;

import java.util.Arrays;

/** Where the fields of one record stand, relative to the record's first byte. */
final class FieldSlices {
  private static final byte QUOTED = 1;
  private static final byte ESCAPED = 2;

  private final int most;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] flags = new byte[64];
  private int count;
  private boolean escapes;

  /**
   * @param most fields that are kept; those beyond are only counted
   */
  FieldSlices(int most) {
    this.most = most;
  }

  void clear() {
    count = 0;
    escapes = false;
  }

  void add(int start, int end, boolean quoted, boolean escaped) {
    int index = count++;
    if (index >= most) {
      return;
    }
    if (index == starts.length) {
      grow();
    }
    starts[index] = start;
    ends[index] = end;
    flags[index] = (byte) ((quoted ? QUOTED : 0) | (escaped ? ESCAPED : 0));
    escapes |= escaped;
  }

  private void grow() {
    int length = 2 * starts.length;
    starts = Arrays.copyOf(starts, length);
    ends = Arrays.copyOf(ends, length);
    flags = Arrays.copyOf(flags, length);
  }

  /** Makes it so many fields by empty ones at the end, where the others stay. */
  void pad(int width, int end) {
    while (count < width) {
      add(end, end, false, false);
    }
  }

  /**
   * Drops empty fields without quotes at the end until so many are left; false where one is not.
   */
  boolean cut(int width) {
    for (int field = width; field < count; field++) {
      if (field >= most || quoted(field) || start(field) < end(field)) {
        return false;
      }
    }
    count = width;
    return true;
  }

  /** Fields of the record, also those that were not kept. */
  int count() {
    return count;
  }

  boolean overflown() {
    return count > most;
  }

  /** Whether any field holds escapes. */
  boolean escapes() {
    return escapes;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  void shorten(int field, int end) {
    ends[field] = end;
  }

  boolean quoted(int field) {
    return (flags[field] & QUOTED) != 0;
  }

  boolean escaped(int field) {
    return (flags[field] & ESCAPED) != 0;
  }
}
