package io.logflow.scan;

import io.logflow.format.RowBatch;

/**
 * A fast way through the usual values of a column of which one kind is still possible. It takes
 * rows as long as it understands them; one that it does not is taken by {@link
 * ColumnValues#accept}, which decides everything.
 */
interface Lane {

  /**
   * Takes the values of one field.
   *
   * @param field the field
   * @param row the first row to take
   * @param tally counts the values and the empty fields
   * @return the first row that was not taken
   */
  int run(RowBatch batch, int field, int row, LaneTally tally);

  /**
   * Shows the rows {@code row} to {@code end - 1}, which it took, to a tap.
   *
   * @param read what it left in the tally
   */
  void show(RowTap.Stretch tap, RowBatch batch, int field, int row, int end, long[] read);
}
