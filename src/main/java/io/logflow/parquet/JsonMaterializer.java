package io.logflow.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Builds a JSON object of each record: groups as objects, lists and repeated fields as arrays. */
final class JsonMaterializer extends RecordMaterializer<ObjectNode> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Group root;
  private JsonNode current = NODES.nullNode();

  JsonMaterializer(MessageType schema) {
    this.root = new Group(schema, record -> current = record);
  }

  @Override
  public ObjectNode getCurrentRecord() {
    return (ObjectNode) current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(Type type, Consumer<JsonNode> to) {
    return type.isPrimitive()
        ? new JsonValue(type.asPrimitiveType(), to)
        : new Group(type.asGroupType(), to);
  }

  private static final class Group extends GroupConverter {
    private final GroupType type;
    private final Consumer<JsonNode> to;
    private final List<Converter> fields;
    private ObjectNode value = NODES.objectNode();

    Group(GroupType type, Consumer<JsonNode> to) {
      this.type = type;
      this.to = to;
      this.fields =
          type.getFields().stream()
              .map(field -> converter(field, node -> add(field, node)))
              .toList();
    }

    private void add(Type field, JsonNode node) {
      if (field.isRepetition(Type.Repetition.REPEATED)) {
        ((ArrayNode) value.get(field.getName())).add(node);
      } else {
        value.set(field.getName(), node);
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields.get(field);
    }

    @Override
    public void start() {
      value = NODES.objectNode();
      for (Type field : type.getFields()) {
        value.set(
            field.getName(),
            field.isRepetition(Type.Repetition.REPEATED) ? NODES.arrayNode() : NODES.nullNode());
      }
    }

    @Override
    public void end() {
      to.accept(JsonLists.unwrap(type, value));
    }
  }
}
