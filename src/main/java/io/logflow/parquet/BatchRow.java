package io.logflow.parquet;

import io.logflow.plugin.ColumnBatch;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** A row of batches as an Avro record: a view that moves from row to row, nothing is copied. */
final class BatchRow implements IndexedRecord {
  private final Schema schema;
  private final List<? extends ColumnBatch> columns;
  private int row;

  BatchRow(Schema schema, List<? extends ColumnBatch> columns) {
    this.schema = schema;
    this.columns = columns;
  }

  BatchRow at(int index) {
    row = index;
    return this;
  }

  @Override
  public Object get(int column) {
    Schema physical = schema.getFields().get(column).schema();
    return AvroValues.of(columns.get(column), row, physical);
  }

  @Override
  public void put(int column, Object value) {
    throw new UnsupportedOperationException("a view of batches");
  }

  @Override
  public Schema getSchema() {
    return schema;
  }
}
