package io.logflow.parquet;

import io.logflow.plugin.ColumnBatch;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Values of batches as Avro's writer takes them. */
final class AvroValues {
  private AvroValues() {}

  /** A value of a column; null where it is NULL. */
  static Object of(ColumnBatch batch, int row, Schema physical) {
    return batch.isNull(row) ? null : value(batch, row, physical);
  }

  private static Object value(ColumnBatch batch, int row, Schema physical) {
    return switch (batch.type().kind()) {
      case BOOLEAN -> batch.longAt(row) != 0;
      case DATE -> Math.toIntExact(batch.longAt(row));
      case DOUBLE -> batch.doubleAt(row);
      case DECIMAL -> decimal(batch, row, physical);
      case VARCHAR -> {
        int start = batch.startAt(row);
        yield ByteBuffer.wrap(batch.bytesAt(row), start, batch.endAt(row) - start);
      }
      case STRUCT -> new BatchRow(physical, fields(batch)).at(row);
      case LIST -> new Elements(batch, row, physical.getElementType());
      default -> batch.longAt(row);
    };
  }

  private static Object decimal(ColumnBatch batch, int row, Schema physical) {
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

  private static List<ColumnBatch> fields(ColumnBatch batch) {
    return IntStream.range(0, batch.type().children().size()).mapToObj(batch::child).toList();
  }

  /** The elements of one LIST. */
  private static final class Elements extends AbstractList<Object> {
    private final ColumnBatch elements;
    private final int first;
    private final int size;
    private final Schema physical;

    Elements(ColumnBatch batch, int row, Schema physical) {
      this.elements = batch.child(0);
      this.first = batch.firstAt(row);
      this.size = batch.lastAt(row) - first;
      this.physical = physical;
    }

    @Override
    public Object get(int index) {
      return of(elements, first + index, physical);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
