package io.logflow.settings;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting.
 *
 * @param name dotted name, for example {@code conversion.compression}
 * @param shortName name where no section is written, for example {@code compression}
 * @param type what it may hold
 */
record Key(String name, Optional<String> shortName, ValueType type) {
  Key {
    requireNonNull(name, "name is null");
    requireNonNull(shortName, "shortName is null");
    requireNonNull(type, "type is null");
  }

  /** The first part of the name. */
  String section() {
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }

  /** The last part of the name. */
  String leaf() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The environment variable of the whole name. */
  String variable() {
    return variable(name);
  }

  static String variable(String name) {
    return "LOGFLOW_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Whether a project file may hold it. */
  boolean inProject() {
    return switch (section()) {
      case "use", "schema" -> true;
      case "conversion" -> !leaf().equals("on_existing") && !leaf().equals("output_name");
      default -> false;
    };
  }

  /** Whether a profile may hold it: what belongs to the process does not change with a profile. */
  boolean inProfile() {
    return switch (section()) {
      case "conversion", "schema", "engine", "plugins" -> true;
      default -> false;
    };
  }

  /** Whether its value is recorded with each job; no such value is a secret or a path. */
  boolean recorded() {
    return switch (section()) {
      case "conversion", "schema" -> true;
      case "engine" -> !leaf().equals("temp_dir");
      default -> false;
    };
  }
}
