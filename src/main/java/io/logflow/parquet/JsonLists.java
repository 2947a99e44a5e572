package io.logflow.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Takes the wrapping groups away that Parquet puts around lists and maps. */
final class JsonLists {
  private JsonLists() {}

  static JsonNode unwrap(GroupType type, ObjectNode value) {
    if (type.getFieldCount() != 1 || !type.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      return value;
    }
    JsonNode items = value.get(type.getFieldName(0));
    var logical = type.getLogicalTypeAnnotation();
    if (logical instanceof ListLogicalTypeAnnotation) {
      return wrapsItems(type, type.getType(0)) ? items(items) : items;
    }
    return logical instanceof MapLogicalTypeAnnotation
            || logical instanceof MapKeyValueTypeAnnotation
        ? items
        : value;
  }

  /** As the format's rules for older lists have it. */
  private static boolean wrapsItems(GroupType list, Type repeated) {
    return !repeated.isPrimitive()
        && repeated.asGroupType().getFieldCount() == 1
        && !legacy(list, repeated);
  }

  /** Whether a name says that the repeated group is the item itself. */
  static boolean legacy(GroupType list, Type repeated) {
    return repeated.getName().equals("array")
        || repeated.getName().equals(list.getName() + "_tuple");
  }

  private static ArrayNode items(JsonNode wrapped) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode(wrapped.size());
    wrapped.forEach(item -> items.add(item.iterator().next()));
    return items;
  }
}
