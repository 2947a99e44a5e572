package io.logflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Prints values as JSON. Only ASCII comes out, so that nothing in it can steer a terminal. */
final class JsonOutput {
  private static final Set<String> EMBEDDED = Set.of("config", "metrics");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private JsonOutput() {}

  /** Prints a value over several lines. */
  static void print(PrintWriter out, Object value) {
    print(out, value, JSON.writer());
  }

  /** Prints a value on one line. */
  static void printLine(PrintWriter out, Object value) {
    print(out, value, JSON.writer().without(SerializationFeature.INDENT_OUTPUT));
  }

  private static void print(PrintWriter out, Object value, ObjectWriter writer) {
    try {
      out.println(writer.writeValueAsString(value).replace("\u007f", "\\u007F"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON", e);
    }
  }

  /** A row with its times ({@code ..._at}) as ISO text and its JSON columns as JSON. */
  static Map<String, Object> row(Map<String, Object> columns) {
    Map<String, Object> row = new LinkedHashMap<>();
    columns.forEach((name, value) -> row.put(name, value(name, value)));
    return row;
  }

  private static Object value(String name, Object value) {
    if (name.endsWith("_at") && value instanceof Number time) {
      return Instant.ofEpochMilli(time.longValue()).toString();
    }
    return EMBEDDED.contains(name) && value instanceof String json ? tree(json) : value;
  }

  private static Object tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state database lets no broken JSON in", e);
    }
  }
}
