package io.logflow.settings;

import io.logflow.settings.ValueType.Folders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one layer: finds the key of everything written and its value. Which names are known and
 * where a key may stand is the matter of the layer's {@link Rules}.
 */
final class LayerReader {
  private final Rules rules;
  private final Problems problems;
  private final ValueReader values;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  LayerReader(Rules rules, Problems problems, Folders folders) {
    this.rules = rules;
    this.problems = problems;
    this.values = new ValueReader(problems, folders);
  }

  /** The settings of {@code top}, by name; a map setting holds its entries as settings. */
  Map<String, Setting> read(Written.Section top) {
    top.fields().forEach(this::top);
    return settings;
  }

  private void top(String name, Written.Field field) {
    Optional<String> refusal = rules.refusesTop(name);
    if (refusal.isPresent()) {
      problems.add(field.nameAt(), name + " may not stand here.", refusal.get());
    } else {
      field("", name, field);
    }
  }

  /** Reads the field {@code part} of the section {@code above}, which is empty at the top. */
  private void field(String above, String part, Written.Field field) {
    if (rules.spells(part)) {
      field(above + part, field);
    } else {
      problems.add(field.nameAt(), part + " is no setting.", rules.hint(above + part));
    }
  }

  private void field(String name, Written.Field field) {
    Optional<Key> key = rules.find(name, field.value());
    Optional<Key> map = rules.isLoose() ? Keys.mapOf(name) : Optional.empty();
    if (key.isPresent()) {
      setting(key.get(), field);
    } else if (map.isPresent()) {
      entry(map.get(), name, field);
    } else if (Keys.isSection(name)) {
      section(name, field);
    } else {
      problems.add(field.nameAt(), name + " is no setting.", rules.hint(name));
    }
  }

  private void section(String name, Written.Field field) {
    if (field.value() instanceof Written.Section section) {
      section.fields().forEach((inner, value) -> field(name + ".", inner, value));
    } else if (!field.value().isAbsent()) {
      problems.add(
          field.value().origin(),
          name + " is a section, not a setting.",
          "Write its settings below it, indented.");
    }
  }

  private void setting(Key key, Written.Field field) {
    if (allowed(key, field.nameAt())) {
      values.read(key, field.value()).ifPresent(value -> put(key.name(), value, field.nameAt()));
    }
  }

  private void entry(Key map, String name, Written.Field field) {
    if (allowed(map, field.nameAt())) {
      values
          .single(map, name, field.value())
          .ifPresent(value -> putEntry(map, new Setting(name, value, field.nameAt())));
    }
  }

  private void putEntry(Key map, Setting entry) {
    Map<String, Object> entries = new LinkedHashMap<>();
    Setting earlier = settings.get(map.name());
    if (earlier != null) {
      ((Map<?, ?>) earlier.value()).forEach((name, value) -> entries.put((String) name, value));
    }
    entries.put(entry.key().substring(map.name().length() + 1), entry);
    settings.put(map.name(), new Setting(map.name(), entries, entry.origin()));
  }

  private boolean allowed(Key key, Origin nameAt) {
    Optional<String> refusal = rules.refuses(key);
    refusal.ifPresent(why -> problems.add(nameAt, key.name() + " may not stand here.", why));
    return refusal.isEmpty();
  }

  private void put(String name, Object value, Origin origin) {
    Setting earlier = settings.putIfAbsent(name, new Setting(name, value, origin));
    if (earlier != null) {
      problems.add(
          origin,
          name + " is set twice, also at " + earlier.origin().place() + ".",
          "Keep one of the two.");
    }
  }
}
