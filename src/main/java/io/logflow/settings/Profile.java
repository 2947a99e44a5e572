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

  Map<String, Setting> layer() {
    Map<String, Setting> layer = new LinkedHashMap<>();
    settings.forEach(setting -> layer.put(setting.key(), setting));
    return layer;
  }
}
