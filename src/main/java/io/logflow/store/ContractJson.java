package io.logflow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ErrorKind;
import io.logflow.job.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a contract as they are stored: a JSON array with one object a column. */
final class ContractJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContractJson() {}

  static List<Map<String, Object>> of(Contract contract) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (ContractColumn column : contract.columns()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", column.name());
      one.putAll(type(column.type()));
      column.format().ifPresent(format -> one.put("format", format));
      column.order().ifPresent(order -> one.put("order", order.name()));
      one.put("settled", column.settled());
      all.add(one);
    }
    return all;
  }

  private static Map<String, Object> type(ColumnType type) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("type", type.kind().name());
    switch (type.kind()) {
      case DECIMAL -> {
        one.put("precision", type.precision());
        one.put("scale", type.scale());
      }
      case LIST -> one.put("element", type(type.children().get(0).type()));
      case STRUCT -> one.put("fields", type.children().stream().map(ContractJson::field).toList());
      default -> {
        if (type.nanos()) {
          one.put("nanos", true);
        }
      }
    }
    return one;
  }

  private static Map<String, Object> field(Column column) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", column.name());
    one.putAll(type(column.type()));
    return one;
  }

  static Contract contract(String json) {
    List<ContractColumn> columns = new ArrayList<>();
    for (JsonNode node : read(json)) {
      ColumnType type = type(node);
      Optional<String> format = Optional.ofNullable(node.get("format")).map(JsonNode::asText);
      Optional<DateOrder> order =
          Optional.ofNullable(node.get("order")).map(JsonNode::asText).map(DateOrder::valueOf);
      columns.add(
          new ContractColumn(
              node.get("name").asText(), type, format, order, node.get("settled").asBoolean()));
    }
    return new Contract(columns);
  }

  private static ColumnType type(JsonNode node) {
    TypeKind kind = TypeKind.valueOf(node.get("type").asText());
    return switch (kind) {
      case DECIMAL -> ColumnType.decimal(node.get("precision").asInt(), node.get("scale").asInt());
      case LIST -> ColumnType.list(type(node.get("element")));
      case STRUCT -> {
        List<Column> fields = new ArrayList<>();
        node.get("fields")
            .forEach(field -> fields.add(new Column(field.get("name").asText(), type(field))));
        yield ColumnType.struct(fields);
      }
      default -> new ColumnType(kind, 0, 0, node.has("nanos"), List.of());
    };
  }

  static List<String> sentences(String json) {
    List<String> all = new ArrayList<>();
    read(json).forEach(node -> all.add(node.asText()));
    return all;
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always writable as JSON", e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw ErrorKind.STATE.error(
          "A schema in the state database is no JSON: " + json + ".",
          "Put a backup of the database in its place.",
          e);
    }
  }
}
