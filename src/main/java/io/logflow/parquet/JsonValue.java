package io.logflow.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveStringifier;
import org.apache.parquet.schema.PrimitiveType;

/** Makes JSON of plain values: numbers stay numbers, everything else is text. */
final class JsonValue extends PrimitiveConverter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final boolean number;
  private final PrimitiveStringifier text;
  private final Consumer<JsonNode> to;

  JsonValue(PrimitiveType type, Consumer<JsonNode> to) {
    this.number = number(type.getLogicalTypeAnnotation());
    this.text = type.stringifier();
    this.to = to;
  }

  private static boolean number(LogicalTypeAnnotation logical) {
    return logical == null
        || (logical instanceof IntLogicalTypeAnnotation integer && integer.isSigned());
  }

  @Override
  public void addBoolean(boolean value) {
    to.accept(NODES.booleanNode(value));
  }

  @Override
  public void addInt(int value) {
    to.accept(number ? NODES.numberNode(value) : NODES.textNode(text.stringify(value)));
  }

  @Override
  public void addLong(long value) {
    to.accept(number ? NODES.numberNode(value) : NODES.textNode(text.stringify(value)));
  }

  @Override
  public void addFloat(float value) {
    to.accept(NODES.numberNode(value));
  }

  @Override
  public void addDouble(double value) {
    to.accept(NODES.numberNode(value));
  }

  @Override
  public void addBinary(Binary value) {
    to.accept(NODES.textNode(number ? value.toStringUsingUTF8() : text.stringify(value)));
  }
}
