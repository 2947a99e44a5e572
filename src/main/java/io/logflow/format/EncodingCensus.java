package io.logflow.format;

import io.logflow.format.csv.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;

/** What all bytes of a text tell about its encoding, where it is none of Unicode's wide ones. */
final class EncodingCensus {
  private static final int CHUNK = 1 << 18;
  private static final int EVIDENCE = 1 << 16;
  private static final int LONGEST_LINE = 400;

  private final BitSet kinds = new BitSet(256);
  private final byte[] evidence = new byte[EVIDENCE + LONGEST_LINE + 1];
  private int gathered;
  private long position;
  private long beyondAscii;
  private long characters;
  private long broken;
  private long firstBroken = -1;

  private EncodingCensus() {}

  /** Counts the bytes of a text up to its end. */
  static EncodingCensus of(InputStream text) throws IOException {
    EncodingCensus census = new EncodingCensus();
    byte[] buffer = new byte[CHUNK];
    int kept = 0;
    int read = 0;
    while (read >= 0) {
      read = text.readNBytes(buffer, kept, CHUNK - kept);
      int end = kept + read;
      boolean last = end < CHUNK;
      int done = census.count(buffer, end, last);
      census.gather(buffer, done);
      census.position += done;
      kept = end - done;
      System.arraycopy(buffer, done, buffer, 0, kept);
      read = last ? -1 : read;
    }
    return census;
  }

  /** Counts characters; the bytes behind them are the start of one that goes on. */
  private int count(byte[] b, int end, boolean last) {
    int at = 0;
    while (at < end) {
      if (b[at] >= 0) {
        at++;
        continue;
      }
      if (!last && end - at < 4) {
        return at;
      }
      int length = Utf8.characterLength(b, at, end);
      int bytes = Math.max(1, length);
      for (int index = at; index < at + bytes; index++) {
        kinds.set(b[index] & 0xFF);
      }
      beyondAscii += bytes;
      if (length > 0) {
        characters++;
      } else {
        broken++;
        firstBroken = firstBroken < 0 ? position + at : firstBroken;
      }
      at += bytes;
    }
    return end;
  }

  /** Keeps the first lines that are not ASCII. */
  private void gather(byte[] b, int end) {
    int start = 0;
    while (start < end && gathered < EVIDENCE) {
      int next = start;
      boolean ascii = true;
      while (next < end && b[next] != '\n') {
        ascii &= b[next] >= 0;
        next++;
      }
      if (!ascii) {
        int length = Math.min(next - start, LONGEST_LINE);
        System.arraycopy(b, start, evidence, gathered, length);
        gathered += length;
        evidence[gathered++] = '\n';
      }
      start = next + 1;
    }
  }

  /** Bytes that are not ASCII. */
  long beyondAscii() {
    return beyondAscii;
  }

  /** How many different bytes that are not ASCII there are. */
  int kinds() {
    return kinds.cardinality();
  }

  /** Characters beyond ASCII that are sound UTF-8. */
  long characters() {
    return characters;
  }

  /** Bytes that belong to no sound character of UTF-8. */
  long broken() {
    return broken;
  }

  /** Offset of the first of them; -1 where there is none. */
  long firstBroken() {
    return firstBroken;
  }

  /** The first lines that are not ASCII. */
  byte[] evidence() {
    return Arrays.copyOf(evidence, gathered);
  }
}
