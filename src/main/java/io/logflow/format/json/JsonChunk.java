package io.logflow.format.json;

import io.logflow.job.RejectReason;
import java.util.Arrays;

/**
 * A stretch of an input that holds whole records. Its arrays are used again for the next stretch.
 */
public final class JsonChunk {
  /** The bytes; those before {@link #to} are this chunk's. */
  byte[] bytes = {};

  int to;

  /** Whether each line is a record; else {@link #starts} and {@link #ends} tell. */
  boolean lines;

  int[] starts = new int[64];
  int[] ends = new int[64];
  int records;

  /** Line of the first byte, from 1, and bytes of that line before it. */
  long line;

  long column;

  /** Where the first byte stood in the input, and where it stands in UTF-8. */
  long offset;

  long position;

  /** What is wrong behind the last record, so that reading ends; null where nothing is. */
  Flaw flaw;

  /** Whether the one record that this chunk holds is only the beginning of a longer one. */
  boolean cut;

  /**
   * What ends the reading of an input.
   *
   * @param reason why
   * @param at where, an index of the bytes
   * @param detail why, a clause
   */
  record Flaw(RejectReason reason, int at, String detail) {}

  void clear() {
    to = 0;
    records = 0;
    flaw = null;
    cut = false;
  }

  void add(int start, int end) {
    if (records == starts.length) {
      starts = Arrays.copyOf(starts, 2 * records);
      ends = Arrays.copyOf(ends, 2 * records);
    }
    starts[records] = start;
    ends[records++] = end;
  }

  /** Line of the first byte, from 1. */
  public long firstLine() {
    return line;
  }

  /** Bytes of UTF-8 in this chunk. */
  public int length() {
    return to;
  }
}
