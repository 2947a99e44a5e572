package io.logflow.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The Avro schema of the rows of a flat Parquet schema: fields {@code c0}, {@code c1} ... of the
 * physical types. No unions: Avro's writer leaves NULLs out before it looks at the type.
 */
final class RowSchema {
  private RowSchema() {}

  static Schema of(MessageType parquet) {
    List<Schema.Field> fields = new ArrayList<>();
    for (int column = 0; column < parquet.getFieldCount(); column++) {
      Schema type = type(parquet.getType(column).asPrimitiveType());
      fields.add(new Schema.Field("c" + column, type));
    }
    return Schema.createRecord("row", null, null, false, fields);
  }

  private static Schema type(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case INT32 -> Schema.create(Schema.Type.INT);
      case INT64 -> Schema.create(Schema.Type.LONG);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case BINARY -> Schema.create(Schema.Type.BYTES);
      case FIXED_LEN_BYTE_ARRAY ->
          Schema.createFixed("fixed" + type.getTypeLength(), null, null, type.getTypeLength());
      case FLOAT, INT96 -> throw new IllegalArgumentException("not written: " + type);
    };
  }
}
