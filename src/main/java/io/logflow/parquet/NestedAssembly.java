package io.logflow.parquet;

import io.logflow.job.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Adds the values of one STRUCT or LIST field to a column as Parquet's reader meets them. */
final class NestedAssembly extends RecordMaterializer<Boolean> {
  private final Slot slot = new Slot();
  private final Row root;

  /** Where values go; the column is not known before the first value is read. */
  private static final class Slot {
    private BatchColumn column;
  }

  NestedAssembly(Type field) {
    this.root = new Row(converter(field, slot, List.of()));
  }

  /** Where the next value goes. */
  void into(BatchColumn target) {
    slot.column = target;
  }

  @Override
  public Boolean getCurrentRecord() {
    return Boolean.TRUE;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static BatchColumn at(Slot slot, List<Integer> path) {
    BatchColumn column = slot.column;
    for (int child : path) {
      column = ((NestedColumn) column).child(child);
    }
    return column;
  }

  private static List<Integer> below(List<Integer> path, int child) {
    List<Integer> all = new ArrayList<>(path);
    all.add(child);
    return all;
  }

  private static Converter converter(Type type, Slot slot, List<Integer> path) {
    if (type.isPrimitive()) {
      return new Leaf(slot, path);
    }
    GroupType group = type.asGroupType();
    if (group.getLogicalTypeAnnotation() == null) {
      List<Converter> fields = new ArrayList<>();
      for (int index = 0; index < group.getFieldCount(); index++) {
        fields.add(converter(group.getType(index), slot, below(path, index)));
      }
      return new Value(slot, path, fields);
    }
    Type element = group.getType(0).asGroupType().getType(0);
    List<Integer> inside = below(path, 0);
    return new Value(slot, path, List.of(new Item(slot, inside, converter(element, slot, inside))));
  }

  /** The record of one field: a NULL where the field is not met. */
  private final class Row extends GroupConverter {
    private final Converter field;
    private int before;

    Row(Converter field) {
      this.field = field;
    }

    @Override
    public Converter getConverter(int index) {
      return field;
    }

    @Override
    public void start() {
      before = slot.column.length();
    }

    @Override
    public void end() {
      if (slot.column.length() == before) {
        slot.column.addNull();
      }
    }
  }

  /** A STRUCT or LIST that is there. */
  private static final class Value extends GroupConverter {
    private final Slot slot;
    private final List<Integer> path;
    private final List<Converter> fields;

    Value(Slot slot, List<Integer> path, List<Converter> fields) {
      this.slot = slot;
      this.path = path;
      this.fields = fields;
    }

    @Override
    public Converter getConverter(int index) {
      return fields.get(index);
    }

    @Override
    public void start() {}

    @Override
    public void end() {
      NestedColumn column = (NestedColumn) at(slot, path);
      if (column.type().kind() == TypeKind.STRUCT) {
        for (int index = 0; index < fields.size(); index++) {
          if (column.child(index).length() == column.length()) {
            column.child(index).addNull();
          }
        }
      }
      column.add();
    }
  }

  /** The repeated group around an element: a NULL where the element is not met. */
  private static final class Item extends GroupConverter {
    private final Slot slot;
    private final List<Integer> path;
    private final Converter element;
    private int before;

    Item(Slot slot, List<Integer> path, Converter element) {
      this.slot = slot;
      this.path = path;
      this.element = element;
    }

    @Override
    public Converter getConverter(int index) {
      return element;
    }

    @Override
    public void start() {
      before = at(slot, path).length();
    }

    @Override
    public void end() {
      if (at(slot, path).length() == before) {
        at(slot, path).addNull();
      }
    }
  }

  private static final class Leaf extends PrimitiveConverter {
    private final Slot slot;
    private final List<Integer> path;

    Leaf(Slot slot, List<Integer> path) {
      this.slot = slot;
      this.path = path;
    }

    private ArrayColumn column() {
      return (ArrayColumn) at(slot, path);
    }

    @Override
    public void addBoolean(boolean value) {
      column().addLong(value ? 1 : 0);
    }

    @Override
    public void addInt(int value) {
      addLong(value);
    }

    @Override
    public void addLong(long value) {
      ArrayColumn column = column();
      if (column.type().kind() == TypeKind.DECIMAL) {
        column.addDecimal(BigDecimal.valueOf(value, column.type().scale()));
      } else {
        column.addLong(value);
      }
    }

    @Override
    public void addDouble(double value) {
      column().addDouble(value);
    }

    @Override
    public void addBinary(Binary value) {
      ArrayColumn column = column();
      if (column.type().kind() == TypeKind.DECIMAL) {
        BigInteger digits = new BigInteger(value.getBytes());
        column.addDecimal(new BigDecimal(digits, column.type().scale()));
        return;
      }
      ByteBuffer bytes = value.toByteBuffer();
      byte[] text = new byte[bytes.remaining()];
      bytes.get(text);
      column.addBytes(text, 0, text.length);
    }
  }
}
