package io.logflow.parquet;

import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Converters that a column store wants to have although its values are asked for directly. */
final class Discarding extends GroupConverter {
  private final List<Converter> fields;

  private Discarding(List<Converter> fields) {
    this.fields = fields;
  }

  static GroupConverter group(GroupType type) {
    return new Discarding(type.getFields().stream().map(Discarding::converter).toList());
  }

  private static Converter converter(Type type) {
    return type.isPrimitive() ? new Value() : group(type.asGroupType());
  }

  @Override
  public Converter getConverter(int field) {
    return fields.get(field);
  }

  @Override
  public void start() {}

  @Override
  public void end() {}

  private static final class Value extends PrimitiveConverter {
    @Override
    public void addBinary(Binary value) {}
  }
}
