package io.logflow.parquet;

import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.plugin.ColumnBatch;

/** A column batch that values are added to and that is used again for the next batch. */
public interface BatchColumn extends ColumnBatch {

  /** A column of a type, flat or nested. */
  static BatchColumn of(ColumnType type) {
    return type.nested()
        ? new NestedColumn(
            type, type.children().stream().map(Column::type).map(BatchColumn::of).toList())
        : new ArrayColumn(type);
  }

  void addNull();

  /** Forgets all values; the arrays stay. */
  void clear();

  /** Bytes of text in this batch. */
  int byteCount();
}
