package io.logflow.parquet;

/** How often a column tries a dictionary: less and less often while it does not pay. */
final class Patience {
  private static final int LONGEST_WAIT = 15;

  private int wait;
  private int left;

  /** Whether the next stretch is worth a try. */
  boolean tries() {
    if (left > 0) {
      left--;
      return false;
    }
    return true;
  }

  void failed() {
    wait = Math.min(LONGEST_WAIT, wait * 2 + 1);
    left = wait;
  }

  void worked() {
    wait = 0;
  }
}
