package io.logflow.settings;

import static java.util.Objects.requireNonNull;

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
}
