package io.logflow.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The Avro schema of the rows of a Parquet schema that we write: fields {@code c0}, {@code c1} ...
 * of the physical types. No unions: Avro's writer leaves NULLs out before it looks at the type.
 */
final class RowSchema {
  private RowSchema() {}

  static Schema of(MessageType parquet) {
    return record("row", parquet);
  }

  /** A record; those within it have names of their own, as Avro wants it. */
  private static Schema record(String name, GroupType group) {
    List<Schema.Field> fields = new ArrayList<>();
    for (int column = 0; column < group.getFieldCount(); column++) {
      Schema type = type(name + "_" + column, group.getType(column));
      fields.add(new Schema.Field("c" + column, type));
    }
    return Schema.createRecord(name, null, null, false, fields);
  }

  private static Schema type(String name, Type type) {
    if (type.isPrimitive()) {
      return type(type.asPrimitiveType());
    }
    GroupType group = type.asGroupType();
    if (group.getLogicalTypeAnnotation() == null) {
      return record(name, group);
    }
    GroupType repeated = group.getType(0).asGroupType();
    return Schema.createArray(type(name, repeated.getType(0)));
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
