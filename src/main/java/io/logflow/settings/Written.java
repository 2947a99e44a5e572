package io.logflow.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as somebody wrote it, before it is known which setting it is for. */
sealed interface Written {
  /** Where it stands. */
  Origin origin();

  /**
   * One value. Its text is kept as written, so that {@code NULL}, {@code no} and {@code 007} in a
   * list of texts stay what they are.
   *
   * @param absent nothing was written at all, as after {@code key:}
   */
  record Text(String text, boolean absent, Origin origin) implements Written {}

  /** A list. */
  record Items(List<Written> items, Origin origin) implements Written {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A map; its fields keep their order and the place of their name. */
  record Section(Map<String, Field> fields, Origin origin) implements Written {}

  /** One entry of a map. */
  record Field(Origin nameAt, Written value) {}

  /** A section without fields. */
  static Section nothing(Origin origin) {
    return new Section(new LinkedHashMap<>(), origin);
  }

  /** Whether nothing was written. */
  default boolean isAbsent() {
    return this instanceof Text text && text.absent();
  }
}
