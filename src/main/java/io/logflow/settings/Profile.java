package io.logflow.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A named set of settings.
 *
 * @param name its name
 * @param origin where it is defined
 * @param settings its settings, in order
 */
public record Profile(String name, Origin origin, List<Setting> settings) {
  public Profile {
    settings = List.copyOf(settings);
  }

  /** This profile with the settings of another one over its own; maps merge. */
  public Profile with(Profile higher) {
    Map<String, Setting> merged = Layers.merge(List.of(layer(), higher.layer()));
    return new Profile(higher.name(), higher.origin(), List.copyOf(merged.values()));
  }

  /** Its settings, map settings by entry. */
  public List<Setting> entries() {
    return settings.stream().flatMap(setting -> setting.entries().stream()).toList();
  }

  /** Dotted name to value, as {@link Settings#get} gives it. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    settings.forEach(setting -> values.put(setting.key(), setting.plain()));
    return values;
  }

  Map<String, Setting> layer() {
    Map<String, Setting> layer = new LinkedHashMap<>();
    settings.forEach(setting -> layer.put(setting.key(), setting));
    return layer;
  }
}
