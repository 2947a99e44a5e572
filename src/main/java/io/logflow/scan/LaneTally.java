package io.logflow.scan;

/** Counts of one run through a {@link Lane}. */
final class LaneTally {
  /** Texts up to this length may mean NULL, so that they are none of a lane's business. */
  final int longestNull;

  long nulls;
  long values;
  int shortest;
  int longest;

  LaneTally(int longestNull) {
    this.longestNull = longestNull;
  }

  void set(long emptyFields, long taken, int least, int most) {
    nulls = emptyFields;
    values = taken;
    shortest = least;
    longest = most;
  }
}
