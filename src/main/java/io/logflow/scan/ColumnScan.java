package io.logflow.scan;

/**
 * The scan of one column. What stood in quotes and may be NULL is kept apart until the whole input
 * tells whether it quotes everything.
 */
final class ColumnScan {
  private final ColumnSettings settings;
  private final ColumnValues values;
  private ColumnValues undecided;
  private long nulls;

  ColumnScan(ColumnSettings settings) {
    this.settings = settings;
    this.values = new ColumnValues(settings);
  }

  void accept(Cell cell) {
    values.accept(cell);
  }

  /** Takes a value that is NULL if the input quotes everything. */
  void acceptUndecided(Cell cell) {
    if (undecided == null) {
      undecided = new ColumnValues(settings);
    }
    undecided.accept(cell);
  }

  void acceptNulls(long count) {
    nulls += count;
  }

  /** Settles what was undecided. */
  void decide(boolean quotedNulls) {
    if (undecided != null && quotedNulls) {
      nulls += undecided.text.count();
    } else if (undecided != null) {
      values.merge(undecided);
    }
    undecided = null;
  }

  /** Takes in the scan of other rows of the same column; it is used up. */
  void merge(ColumnScan other) {
    values.merge(other.values);
    nulls += other.nulls;
    if (undecided == null) {
      undecided = other.undecided;
    } else if (other.undecided != null) {
      undecided.merge(other.undecided);
    }
  }

  ColumnSettings settings() {
    return settings;
  }

  ColumnValues values() {
    return values;
  }

  long nulls() {
    return nulls;
  }
}
