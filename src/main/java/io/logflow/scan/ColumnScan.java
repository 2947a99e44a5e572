package io.logflow.scan;

import io.logflow.format.RowBatch;

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
    this(settings, false);
  }

  /**
   * @param onlyText whether other rows of the column leave nothing but text
   */
  ColumnScan(ColumnSettings settings, boolean onlyText) {
    this.settings = settings;
    this.values = new ColumnValues(settings, onlyText);
  }

  /**
   * Takes the values of a field of many rows.
   *
   * @param cell lends its place for single values
   * @param tap sees them, too; null where there is none
   */
  void accept(
      RowBatch batch,
      int field,
      NullRule nullRule,
      LaneTally tally,
      Cell cell,
      RowTap.Stretch tap) {
    int row = 0;
    while (row < batch.rows()) {
      row = acceptRun(batch, field, row, tally, tap);
      if (row < batch.rows()) {
        int slice = batch.slice(row, field);
        cell.from = batch.start(slice);
        cell.to = batch.end(slice);
        cell.line = batch.line(row) + 1L;
        accept(cell, batch.quoted(slice), nullRule);
        if (tap != null) {
          tap.value(batch, field, row);
        }
        row++;
      }
    }
  }

  private int acceptRun(RowBatch batch, int field, int row, LaneTally tally, RowTap.Stretch tap) {
    Lane lane = values.lane();
    if (lane == null) {
      return row;
    }
    tally.dictionary = tap == null ? null : tap.dictionary(field);
    int next = lane.run(batch, field, row, tally);
    nulls += tally.nulls;
    if (tap != null && next > row) {
      lane.show(tap, batch, field, row, next, tally.read);
    }
    if (tally.values > 0) {
      if (!values.onlyText()) {
        values.text.defer();
      }
      values.text.count(tally.values, tally.shortest, tally.longest);
    }
    return next;
  }

  /** Takes one value, or what may be NULL. */
  void accept(Cell cell, boolean quoted, NullRule nullRule) {
    switch (nullRule.judge(cell, quoted)) {
      case VALUE -> accept(cell);
      case NULL -> nulls++;
      case UNDECIDED -> acceptUndecided(cell);
    }
  }

  void accept(Cell cell) {
    values.accept(cell);
  }

  /** Takes a value that is NULL if the input quotes everything. */
  void acceptUndecided(Cell cell) {
    if (undecided == null) {
      undecided = new ColumnValues(settings, false);
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
