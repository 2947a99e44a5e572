package io.logflow.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays settings over one another: maps merge, everything else replaces. */
final class Layers {
  private Layers() {}

  /** All settings of {@code layers}, lowest first. */
  static Map<String, Setting> merge(List<Map<String, Setting>> layers) {
    Map<String, Setting> merged = new LinkedHashMap<>();
    for (Map<String, Setting> layer : layers) {
      layer.forEach((name, setting) -> merged.merge(name, setting, Layers::over));
    }
    return merged;
  }

  private static Setting over(Setting lower, Setting higher) {
    if (!(lower.value() instanceof Map<?, ?> below && higher.value() instanceof Map<?, ?> above)) {
      return higher;
    }
    Map<Object, Object> entries = new LinkedHashMap<>(below);
    entries.putAll(above);
    return new Setting(higher.key(), entries, above.isEmpty() ? lower.origin() : higher.origin());
  }

  /** The same settings with {@link Layer#PROFILE} as their layer. */
  static Map<String, Setting> asProfile(Map<String, Setting> settings) {
    Map<String, Setting> moved = new LinkedHashMap<>();
    settings.forEach((name, setting) -> moved.put(name, asProfile(setting)));
    return moved;
  }

  private static Setting asProfile(Setting setting) {
    Object value = setting.value();
    if (value instanceof Map<?, ?> entries) {
      Map<Object, Object> moved = new LinkedHashMap<>();
      entries.forEach((name, entry) -> moved.put(name, asProfile((Setting) entry)));
      value = moved;
    }
    return new Setting(setting.key(), value, setting.origin().in(Layer.PROFILE));
  }
}
