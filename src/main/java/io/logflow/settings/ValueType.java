package io.logflow.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a setting may hold: how its text is read and how editors check it.
 *
 * @param shape one value, a list or a map of such values
 * @param allowed what is allowed, in words that complete "it takes"
 * @param schema the same as JSON Schema, of one value
 * @param reader reads one value
 */
record ValueType(Shape shape, String allowed, Map<String, Object> schema, Reader reader) {

  /** How many values. */
  enum Shape {
    SINGLE,
    LIST,
    MAP,
    /** A value or a list of them. */
    EITHER
  }

  /** Reads one text into a plain value: String, Long, Double or Boolean; empty refuses it. */
  @FunctionalInterface
  interface Reader {
    Optional<Object> read(String text, Folders folders);
  }

  /**
   * What paths are relative to.
   *
   * @param home the home folder, {@code ~}
   * @param base the folder of the settings file, or the project folder
   */
  record Folders(Path home, Path base) {}

  ValueType listOf() {
    return new ValueType(Shape.LIST, "a list of " + allowed, schema, reader);
  }

  ValueType mapOf() {
    return new ValueType(Shape.MAP, "a map of names to " + allowed, schema, reader);
  }
}
