package io.logflow.scan;

import io.logflow.parquet.TextTable;

/** Counts of one run through a {@link Lane}. */
final class LaneTally {
  /** Rows whose texts are looked up together. */
  static final int AHEAD = 256;

  /** Texts up to this length may mean NULL, so that they are none of a lane's business. */
  final int longestNull;

  long nulls;
  long values;
  int shortest;
  int longest;

  /** Where a lane leaves what it read of each row; null where nobody wants it. */
  long[] read;

  /** Where a lane looks texts up; null where nobody keeps a dictionary. */
  TextTable dictionary;

  private long[] ahead;

  LaneTally(int longestNull) {
    this.longestNull = longestNull;
  }

  /** Place for what a look ahead in the dictionary finds. */
  long[] ahead() {
    if (ahead == null) {
      ahead = new long[AHEAD];
    }
    return ahead;
  }

  void set(long emptyFields, long taken, int least, int most) {
    nulls = emptyFields;
    values = taken;
    shortest = least;
    longest = most;
  }
}
