package io.logflow.store;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A named set of settings in the profiles table.
 *
 * @param name its name
 * @param config its settings, as they were given; empty where {@code counted}
 * @param usageCount files converted with it
 * @param lastUsedAt epoch milliseconds, empty where it was never used
 * @param createdAt epoch milliseconds
 * @param counted whether its settings are in the configuration files and the table only counts its
 *     use
 */
public record Profile(
    String name,
    Map<String, Object> config,
    long usageCount,
    OptionalLong lastUsedAt,
    long createdAt,
    boolean counted) {
  public Profile {
    requireNonNull(name, "name is null");
    config = Collections.unmodifiableMap(new TreeMap<>(config));
  }
}
