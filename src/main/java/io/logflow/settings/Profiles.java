package io.logflow.settings;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The profiles of files: one in {@code ~/.logflow/profiles/} hides one of the same name under
 * {@code profiles:}; those of the user's and the system's file merge.
 */
final class Profiles {
  /** No separator of folders, so that a name never leaves the folder of profiles. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  private final Path folder;
  private final Path home;
  private final Problems problems;
  private final Map<String, Profile> configured = new TreeMap<>();

  Profiles(Path home, Problems problems) {
    this.home = home;
    this.folder = home.resolve(".logflow").resolve("profiles");
    this.problems = problems;
  }

  /** Takes in the profiles of a settings file, over those that are there. */
  void add(ConfigFile file, Path folderOfFile) {
    file.profiles()
        .forEach(
            (name, field) ->
                configured.merge(name, profile(name, field, folderOfFile), Profile::with));
  }

  private Profile profile(String name, Written.Field field, Path base) {
    Origin origin = field.nameAt().in(Layer.PROFILE);
    checkName(name, field.nameAt());
    if (field.value().isAbsent()) {
      return new Profile(name, origin, List.of());
    }
    if (field.value() instanceof Written.Section section) {
      return profile(name, section, base, origin);
    }
    problems.add(
        field.nameAt(), "the profile " + name + " is no map.", "Write its settings below it.");
    return new Profile(name, origin, List.of());
  }

  /** A name that {@code use} would not take is a problem. */
  void checkName(String name, Origin origin) {
    if (!NAME.matcher(name).matches() || name.equals("none")) {
      problems.add(
          origin,
          "'" + name + "' is no name for a profile.",
          "Use letters, digits, _ - and dots, but not the word none.");
    }
  }

  /** A profile of these settings, read and checked. */
  Profile profile(String name, Written.Section section, Path base, Origin origin) {
    LayerReader reader =
        new LayerReader(Rules.PROFILE, problems, new ValueType.Folders(home, base));
    Map<String, Setting> settings = Layers.asProfile(reader.read(section));
    return new Profile(name, origin, List.copyOf(settings.values()));
  }

  /** The profile of this name. */
  Optional<Profile> find(String name) {
    return NAME.matcher(name).matches()
        ? inFolder(name).or(() -> Optional.ofNullable(configured.get(name)))
        : Optional.empty();
  }

  private Optional<Profile> inFolder(String name) {
    Path path = folder.resolve(name + ".yaml");
    Origin origin = new Origin(Layer.PROFILE, path.toString(), 1, 1);
    return ConfigFile.read(Layer.PROFILE, path)
        .map(file -> profile(name, file.settings(), folder, origin));
  }

  /** All profiles, by name. */
  Map<String, Profile> all() {
    Map<String, Profile> all = new LinkedHashMap<>(configured);
    files().keySet().forEach(name -> inFolder(name).ifPresent(profile -> all.put(name, profile)));
    return new TreeMap<>(all);
  }

  private Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.forEach(
          path -> {
            String name = path.getFileName().toString();
            if (name.endsWith(".yaml")) {
              files.put(name.substring(0, name.length() - ".yaml".length()), path);
            }
          });
    } catch (NoSuchFileException absent) {
      return files;
    } catch (IOException failure) {
      throw ErrorKind.CONFIGURATION.error(
          "The folder of profiles " + folder + " cannot be read.",
          "Make it readable for you, or remove it.",
          failure);
    }
    return files;
  }
}
