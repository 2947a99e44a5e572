package io.logflow.parquet;

import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** The nested types that LogFlow writes, found again in a Parquet schema. */
final class NestedTypes {
  private NestedTypes() {}

  /** STRUCT or LIST; empty for maps, older lists, and what is made of types that LogFlow lacks. */
  static Optional<ColumnType> of(Type field) {
    // DuckDB writes what it knows to hold no NULL as REQUIRED.
    if (field.isPrimitive() || field.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    GroupType group = field.asGroupType();
    LogicalTypeAnnotation logical = group.getLogicalTypeAnnotation();
    if (logical == null) {
      return struct(group);
    }
    return logical instanceof ListLogicalTypeAnnotation ? list(group) : Optional.empty();
  }

  private static Optional<ColumnType> struct(GroupType group) {
    List<Column> fields = new ArrayList<>();
    for (Type field : group.getFields()) {
      Optional<ColumnType> type = child(field);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new Column(field.getName(), type.get()));
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(ColumnType.struct(fields));
  }

  private static Optional<ColumnType> list(GroupType group) {
    if (group.getFieldCount() != 1 || group.getType(0).isPrimitive()) {
      return Optional.empty();
    }
    GroupType repeated = group.getType(0).asGroupType();
    boolean standard =
        repeated.isRepetition(Repetition.REPEATED)
            && repeated.getFieldCount() == 1
            && !JsonLists.legacy(group, repeated);
    return standard ? child(repeated.getType(0)).map(ColumnType::list) : Optional.empty();
  }

  private static Optional<ColumnType> child(Type field) {
    if (field.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    return field.isPrimitive()
        ? Optional.of(field.asPrimitiveType()).filter(NestedTypes::ours).map(SchemaMapping::typeOf)
        : of(field);
  }

  /** Whether a value of this type is in our type what it is in the file, digit by digit. */
  private static boolean ours(PrimitiveType type) {
    TypeKind kind = SchemaMapping.typeOf(type).kind();
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN, DOUBLE -> true;
      case INT32 -> kind == TypeKind.DATE || kind == TypeKind.DECIMAL;
      case INT64 -> !otherUnits(logical);
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          kind == TypeKind.DECIMAL
              || logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
      case FLOAT, INT96 -> false;
    };
  }

  private static boolean otherUnits(LogicalTypeAnnotation logical) {
    return (logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation stamp
            && stamp.getUnit() == TimeUnit.MILLIS)
        || (logical instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation time
            && time.getUnit() == TimeUnit.MILLIS)
        || (logical instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation integer
            && !integer.isSigned());
  }
}
