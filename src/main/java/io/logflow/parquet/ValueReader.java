package io.logflow.parquet;

import io.logflow.job.ColumnType;
import org.apache.parquet.column.ColumnReader;

/**
 * How values of one Parquet type become values of one of ours.
 *
 * @param type our type
 * @param step adds the reader's current value, which is not NULL, to the column
 */
record ValueReader(ColumnType type, Step step) {

  /** Adds the current value to a column. */
  interface Step {
    void add(ColumnReader from, ArrayColumn to);
  }
}
