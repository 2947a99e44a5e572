package io.logflow.format.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What stands between the values of an object, byte by byte: brackets, commas, keys, colons and
 * blanks. Most records have the same as the one before, so that a comparison spares their reading.
 */
final class JsonSkeleton {
  /** Bytes behind a record that may be looked at, whatever they hold. */
  static final int SLACK = 8;

  /** Where a record differs from it. */
  static final int NONE = -1;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_KEYS = 1024;

  /** Records in a row that may differ before another one is taken for the usual. */
  private static final int PATIENCE = 2;

  private int keys;
  private int number;
  private int misses;
  private byte[] keyKinds = {};
  private int[] keyStarts = {};
  private int[] keyEnds = {};

  /** The part before each value, and the one behind the last: its length, and its words. */
  private int[] lengths = {};

  private int[] firstWords = {};
  private long[] words = {};
  private long[] lastMasks = {};

  /** Keys; none where nothing is known. */
  int keys() {
    return keys;
  }

  /** Whether the last record had it, so that the next one may. */
  boolean expected() {
    return keys > 0 && misses == 0;
  }

  /** Tells this skeleton from those that were learned before it, from 1. */
  int number() {
    return number;
  }

  byte keyKind(int place) {
    return keyKinds[place];
  }

  /** First byte of a key, from the beginning of its part. */
  int keyStart(int place) {
    return keyStarts[place];
  }

  int keyEnd(int place) {
    return keyEnds[place];
  }

  /**
   * Compares one part.
   *
   * @param end of the record; {@link #SLACK} more bytes must be there
   * @return the byte after the part, {@link #NONE} where another one stands there
   */
  int after(byte[] b, int from, int end, int place) {
    int length = lengths[place];
    if (from + length > end) {
      return NONE;
    }
    int last = firstWords[place + 1] - 1;
    int at = from;
    for (int word = firstWords[place]; word < last; word++, at += 8) {
      if ((long) WORD.get(b, at) != words[word]) {
        return NONE;
      }
    }
    long odd = ((long) WORD.get(b, at) ^ words[last]) & lastMasks[place];
    return odd == 0 ? from + length : NONE;
  }

  /** Hears of a record that has this skeleton. */
  void hit() {
    misses = 0;
  }

  /** Hears of a sound record that has not; learns its own if several had not. */
  void miss(byte[] b, JsonTape tape) {
    if (tape.kind(0) != JsonTape.OBJECT || (keys > 0 && ++misses < PATIENCE)) {
      return;
    }
    int found = 0;
    int end = tape.next(0);
    for (int key = 1; key < end && found <= MOST_KEYS; key = tape.next(key + 1)) {
      found++;
    }
    keys = 0;
    if (found > 0 && found <= MOST_KEYS) {
      learn(b, tape, found);
    }
  }

  private void learn(byte[] b, JsonTape tape, int count) {
    misses = 0;
    number++;
    keys = count;
    keyKinds = new byte[count];
    keyStarts = new int[count];
    keyEnds = new int[count];
    lengths = new int[count + 1];
    firstWords = new int[count + 2];
    lastMasks = new long[count + 1];
    words = new long[count + 1 + (tape.end(0) - tape.start(0)) / 8];
    int from = tape.start(0);
    int key = 1;
    for (int place = 0; place < count; place++) {
      keyKinds[place] = tape.kind(key);
      keyStarts[place] = tape.start(key) - from;
      keyEnds[place] = tape.end(key) - from;
      part(b, from, tape.textStart(key + 1), place);
      from = tape.textEnd(key + 1);
      key = tape.next(key + 1);
    }
    part(b, from, tape.end(0), count);
  }

  /** Keeps a part, in words of which the last is filled up with zeros. */
  private void part(byte[] b, int from, int to, int place) {
    int length = to - from;
    int first = firstWords[place];
    int next = first + (length + 7) / 8;
    for (int index = 0; index < length; index++) {
      words[first + index / 8] |= (b[from + index] & 0xFFL) << (8 * (index % 8));
    }
    lengths[place] = length;
    firstWords[place + 1] = next;
    lastMasks[place] = -1L >>> (64 * (next - first) - 8 * length);
  }
}
