package io.logflow.plugin;

import io.logflow.job.Column;

/** Turns a column into another one, batch by batch; the number of rows stays. */
public interface ColumnTransform {

  /** The column that comes out when {@code column} goes in. */
  Column apply(Column column);

  /** The batch that comes out when {@code batch} goes in: equal in length, of the type promised. */
  ColumnBatch apply(ColumnBatch batch);
}
