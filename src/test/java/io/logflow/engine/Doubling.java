package io.logflow.engine;

import io.logflow.job.Column;
import io.logflow.parquet.ArrayColumn;
import io.logflow.plugin.ColumnBatch;
import io.logflow.plugin.ColumnTransform;

/** A transform that doubles every number of a column. */
final class Doubling implements ColumnTransform {
  @Override
  public Column apply(Column column) {
    return column;
  }

  @Override
  public ColumnBatch apply(ColumnBatch batch) {
    ArrayColumn doubled = new ArrayColumn(batch.type());
    for (int row = 0; row < batch.length(); row++) {
      if (batch.isNull(row)) {
        doubled.addNull();
      } else {
        doubled.addLong(batch.longAt(row) * 2);
      }
    }
    return doubled;
  }
}
