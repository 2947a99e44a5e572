package io.logflow.settings;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value with the place where it was set.
 *
 * @param key dotted name; an entry of a map setting has its own, for example {@code
 *     conversion.types.zip}
 * @param value String, Long, Double or Boolean; a List or Map of texts
 * @param origin where it was set
 */
public record Setting(String key, Object value, Origin origin) {
  public Setting {
    requireNonNull(key, "key is null");
    requireNonNull(value, "value is null");
    requireNonNull(origin, "origin is null");
  }

  /** The value without the places of a map's entries. */
  Object plain() {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((name, entry) -> plain.put((String) name, ((Setting) entry).value()));
    return plain;
  }

  /** The entries of a map that has some, each with its own place; else this setting alone. */
  List<Setting> entries() {
    return value instanceof Map<?, ?> map && !map.isEmpty()
        ? map.values().stream().map(Setting.class::cast).toList()
        : List.of(this);
  }
}
