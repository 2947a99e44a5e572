package io.logflow.settings;

import io.logflow.job.ErrorKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One settings file, parsed: its {@code version} is known and taken out, and so are its profiles,
 * inboxes and schedules.
 *
 * @param settings everything else
 * @param profiles what stands under {@code profiles:}, by name
 * @param inboxes what stands under {@code inboxes:}, by name
 * @param schedules what stands under {@code schedules:}, by name
 * @param version the version it states; empty where it states none
 */
record ConfigFile(
    Written.Section settings,
    Map<String, Written.Field> profiles,
    Map<String, Written.Field> inboxes,
    Map<String, Written.Field> schedules,
    Optional<Integer> version) {
  static final int VERSION = 1;

  /** A file without content. */
  static ConfigFile absent(Origin origin) {
    return new ConfigFile(Written.nothing(origin), Map.of(), Map.of(), Map.of(), Optional.empty());
  }

  /** The file; empty where there is none. */
  static Optional<ConfigFile> read(Layer layer, Path file) {
    Origin origin = Origin.of(layer, file.toString());
    return TextFile.read(file).map(text -> parse(text, origin, layer));
  }

  static ConfigFile parse(String text, Origin origin, Layer layer) {
    Written.Section top = YamlReader.read(text, origin);
    Map<String, Written.Field> fields = new LinkedHashMap<>(top.fields());
    Optional<Integer> version =
        Optional.ofNullable(fields.remove("version")).map(ConfigFile::version);
    boolean mayHoldNamed = layer != Layer.PROJECT && layer != Layer.PROFILE;
    Map<String, Written.Field> profiles =
        mayHoldNamed ? named("profiles", fields.remove("profiles")) : Map.of();
    Map<String, Written.Field> inboxes =
        mayHoldNamed ? named(InboxKeys.SECTION, fields.remove(InboxKeys.SECTION)) : Map.of();
    Map<String, Written.Field> schedules =
        mayHoldNamed ? named(ScheduleKeys.SECTION, fields.remove(ScheduleKeys.SECTION)) : Map.of();
    return new ConfigFile(
        new Written.Section(fields, top.origin()), profiles, inboxes, schedules, version);
  }

  private static int version(Written.Field field) {
    String text = field.value() instanceof Written.Text written ? written.text() : "";
    if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) > VERSION) {
      throw ErrorKind.CONFIGURATION.error(
          field.nameAt().place()
              + ": the file is of version "
              + text
              + "; this LogFlow reads version "
              + VERSION
              + ".",
          "Install a newer LogFlow, or rewrite the file for version " + VERSION + ".");
    }
    if (!text.equals(String.valueOf(VERSION))) {
      throw ErrorKind.CONFIGURATION.error(
          field.nameAt().place() + ": version is not " + VERSION + ".",
          "Write: version: " + VERSION);
    }
    return VERSION;
  }

  private static Map<String, Written.Field> named(String what, Written.Field field) {
    if (field == null || field.value().isAbsent()) {
      return Map.of();
    }
    if (field.value() instanceof Written.Section section) {
      return section.fields();
    }
    throw ErrorKind.CONFIGURATION.error(
        field.value().origin().place() + ": " + what + " is no map of names to settings.",
        "Write a name below it, and below that name its settings.");
  }
}
