package io.logflow.parquet;

import io.logflow.job.ColumnType;
import io.logflow.plugin.ColumnBatch;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
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
    ColumnBatch batch = columns.get(column);
    return batch.isNull(row) ? null : value(batch, column);
  }

  private Object value(ColumnBatch batch, int column) {
    ColumnType type = batch.type();
    return switch (type.kind()) {
      case BOOLEAN -> batch.longAt(row) != 0;
      case DATE -> Math.toIntExact(batch.longAt(row));
      case DOUBLE -> batch.doubleAt(row);
      case DECIMAL -> decimal(batch, column);
      case VARCHAR -> {
        int start = batch.startAt(row);
        yield ByteBuffer.wrap(batch.bytesAt(row), start, batch.endAt(row) - start);
      }
      default -> batch.longAt(row);
    };
  }

  private Object decimal(ColumnBatch batch, int column) {
    Schema physical = schema.getFields().get(column).schema();
    return switch (physical.getType()) {
      case INT -> Math.toIntExact(batch.longAt(row));
      case LONG -> batch.longAt(row);
      default -> {
        byte[] digits = new byte[DecimalBytes.LENGTH];
        DecimalBytes.write(batch.decimalAt(row).unscaledValue(), digits);
        yield new GenericData.Fixed(physical, digits);
      }
    };
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
