package io.logflow.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** LogFlow's schemas as Parquet's, and back. Every column that is written is optional. */
final class SchemaMapping {
  private static final int LONGEST_INT32 = 9;
  private static final int LONGEST_INT64 = 18;

  private SchemaMapping() {}

  /** The Parquet schema; names stand as they are. */
  static MessageType toParquet(Schema schema) {
    Type[] fields = schema.columns().stream().map(SchemaMapping::field).toArray(Type[]::new);
    return new MessageType("schema", fields);
  }

  /** A field of Parquet's. */
  static Type toParquet(ColumnType type, String name) {
    return field(new Column(name, type));
  }

  private static Type field(Column column) {
    ColumnType type = column.type();
    String name = column.name();
    TimeUnit unit = type.nanos() ? NANOS : MICROS;
    return switch (type.kind()) {
      case BOOLEAN -> Types.optional(BOOLEAN).named(name);
      case BIGINT -> Types.optional(INT64).named(name);
      case DOUBLE -> Types.optional(DOUBLE).named(name);
      case DECIMAL -> decimal(type, name);
      case DATE -> Types.optional(INT32).as(dateType()).named(name);
      case TIME -> Types.optional(INT64).as(timeType(false, unit)).named(name);
      case TIMESTAMP -> Types.optional(INT64).as(timestampType(false, unit)).named(name);
      case TIMESTAMPTZ -> Types.optional(INT64).as(timestampType(true, unit)).named(name);
      case VARCHAR -> Types.optional(BINARY).as(stringType()).named(name);
      case STRUCT -> {
        Type[] fields = type.children().stream().map(SchemaMapping::field).toArray(Type[]::new);
        yield Types.optionalGroup().addFields(fields).named(name);
      }
      case LIST -> {
        Column element = new Column("element", type.children().get(0).type());
        yield Types.optionalList().element(field(element)).named(name);
      }
    };
  }

  private static Type decimal(ColumnType type, String name) {
    var logical = decimalType(type.scale(), type.precision());
    if (type.precision() <= LONGEST_INT32) {
      return Types.optional(INT32).as(logical).named(name);
    }
    if (type.precision() <= LONGEST_INT64) {
      return Types.optional(INT64).as(logical).named(name);
    }
    return Types.optional(FIXED_LEN_BYTE_ARRAY).length(DecimalBytes.LENGTH).as(logical).named(name);
  }

  /** The schema that {@link ParquetResultReader} gives for any Parquet schema. */
  static Schema fromParquet(MessageType message) {
    List<Column> columns =
        message.getFields().stream()
            .map(field -> new Column(field.getName(), typeOf(field)))
            .toList();
    return new Schema(columns);
  }

  /** The type as which a field is read; nested fields of other programs may be JSON text. */
  static ColumnType typeOf(Type field) {
    return flat(field)
        ? ValueReaders.of(field.asPrimitiveType()).type()
        : NestedTypes.of(field).orElse(ColumnType.VARCHAR);
  }

  /** Whether a field holds at most one plain value a row. */
  static boolean flat(Type field) {
    return field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED);
  }
}
