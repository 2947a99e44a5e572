package io.logflow.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The defaults as the generated files need them: value and comment of each setting. */
final class DefaultsFile {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<String> lines = Defaults.text().lines().toList();

  /**
   * One setting.
   *
   * @param value as YAML reads it
   * @param written as the file has it
   * @param comment what the file says about it
   */
  record Entry(Object value, String written, String comment) {}

  DefaultsFile() {
    Map<?, ?> values =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Defaults.text());
    new LayerReader(Rules.FILE, new Problems(), folders())
        .read(Defaults.file().settings())
        .forEach((name, setting) -> entries.put(name, entry(name, setting, values)));
  }

  private static ValueType.Folders folders() {
    java.nio.file.Path home = java.nio.file.Path.of("/home");
    return new ValueType.Folders(home, home);
  }

  private Entry entry(String name, Setting setting, Map<?, ?> values) {
    String line = lines.get(setting.origin().line() - 1);
    String[] parts = line.strip().split(" +# ", 2);
    return new Entry(at(values, name), parts[0].substring(parts[0].indexOf(':') + 2), parts[1]);
  }

  private static Object at(Map<?, ?> values, String name) {
    Object value = values;
    for (String part : List.of(name.split("\\.", -1))) {
      value = ((Map<?, ?>) value).get(part);
    }
    return value;
  }

  Entry of(Key key) {
    return entries.get(key.name());
  }

  Map<String, Entry> entries() {
    return entries;
  }
}
