package io.logflow.settings;

import static io.logflow.settings.Types.ordered;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the JSON Schema with which editors complete and check settings files. */
final class EditorSchema {
  private final DefaultsFile defaults = new DefaultsFile();

  static String text() throws JsonProcessingException {
    return new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(new EditorSchema().root())
            .replace("\r\n", "\n")
        + "\n";
  }

  private Map<String, Object> root() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "version",
        ordered("description", "Version of the file's form.", "const", ConfigFile.VERSION));
    Keys.ALL.forEach(key -> place(properties, key.name(), one(key)));
    properties.put(
        "profiles",
        ordered(
            "description", "Named sets of settings, chosen with use.",
            "type", List.of("object", "null"),
            "additionalProperties", profile()));
    properties.put(
        InboxKeys.SECTION,
        ordered(
            "description", "Folders that logflow watch watches, by name.",
            "type", List.of("object", "null"),
            "additionalProperties", door(InboxKeys.ALL)));
    Map<String, Object> schedule = door(ScheduleKeys.ALL);
    Map<String, Object> parts = parts(schedule);
    ScheduleKeys.SECTIONS.forEach(name -> parts.put(name, properties.get(name)));
    properties.put(
        ScheduleKeys.SECTION,
        ordered(
            "description",
            "Batches that run at set times, by name.",
            "type",
            List.of("object", "null"),
            "additionalProperties",
            schedule));
    return ordered(
        "$schema", "http://json-schema.org/draft-07/schema#",
        "title", "Settings of LogFlow",
        "type", "object",
        "additionalProperties", false,
        "properties", properties);
  }

  private static Map<String, Object> door(Map<String, InboxKeys.Entry> entries) {
    Map<String, Object> properties = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          Map<String, Object> schema = ordered("description", entry.description());
          schema.putAll(entry.key().type().schema());
          properties.put(name, schema);
        });
    return ordered("type", "object", "additionalProperties", false, "properties", properties);
  }

  @SuppressWarnings("unchecked") // put there above
  private static Map<String, Object> parts(Map<String, Object> door) {
    return (Map<String, Object>) door.get("properties");
  }

  private Map<String, Object> one(Key key) {
    DefaultsFile.Entry entry = defaults.of(key);
    Map<String, Object> schema = ordered("description", entry.comment(), "default", entry.value());
    Map<String, Object> value = key.type().schema();
    switch (key.type().shape()) {
      case SINGLE, EITHER -> schema.putAll(value);
      case LIST -> schema.putAll(ordered("type", "array", "items", value));
      case MAP ->
          schema.putAll(ordered("type", List.of("object", "null"), "additionalProperties", value));
    }
    return schema;
  }

  private static void place(Map<String, Object> properties, String name, Object schema) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      properties.put(name, schema);
      return;
    }
    Map<String, Object> section = section(properties, name.substring(0, dot));
    place(section, name.substring(dot + 1), schema);
  }

  @SuppressWarnings("unchecked") // put there two lines above
  private static Map<String, Object> section(Map<String, Object> properties, String name) {
    Object section =
        properties.computeIfAbsent(
            name,
            it ->
                ordered(
                    "type",
                    List.of("object", "null"),
                    "additionalProperties",
                    false,
                    "properties",
                    new LinkedHashMap<String, Object>()));
    return (Map<String, Object>) ((Map<String, Object>) section).get("properties");
  }

  private Map<String, Object> profile() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key key : Keys.ALL) {
      if (key.inProfile()) {
        place(properties, key.name(), one(key));
      }
    }
    Object engineSection = properties.get("engine");
    for (Key key : Keys.ALL) {
      if (key.inProfile()) {
        properties.put(key.name(), one(key));
        key.shortName().ifPresent(name -> properties.put(name, one(key)));
      }
    }
    properties.put("engine", Map.of("anyOf", List.of(properties.get("engine"), engineSection)));
    return ordered(
        "type",
        List.of("object", "null"),
        "additionalProperties",
        false,
        "patternProperties",
        Map.of("^conversion\\.types\\.", Map.of()),
        "properties",
        properties);
  }
}
