package io.logflow.scan;

/** One value under the scan's eye: its slice and where it stands. One object for all values. */
final class Cell {
  byte[] b = {};
  int from;
  int to;
  int input;
  LineBase base = new LineBase();
  long line;

  /** What this was made of; null where it stands in the input as it is. */
  Cell written;

  int length() {
    return to - from;
  }

  Sample sample() {
    return written != null
        ? written.sample()
        : new Sample(input, base, line, Values.shown(b, from, to));
  }
}
