package io.logflow.settings;

import io.logflow.job.ConfigurationException;
import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings a settings file to the version that this LogFlow writes. */
public final class ConfigMigration {
  /** What a migration found. */
  public enum Result {
    /** There is no such file. */
    ABSENT,
    /** The file was of the current version and was left alone. */
    CURRENT,
    /** The file was rewritten. */
    MIGRATED
  }

  private static final Pattern MARKER = Pattern.compile("(?m)^---[ \\t]*\\R");

  private ConfigMigration() {}

  /**
   * Migrates {@code file}: one without a version gets it as its first line; nothing else changes.
   *
   * @throws io.logflow.job.ConfigurationException when the file is broken, newer, or not writable
   */
  public static Result migrate(Path file) {
    String text = TextFile.read(file).orElse(null);
    if (text == null) {
      return Result.ABSENT;
    }
    Origin origin = Origin.of(Layer.USER, file.toString());
    if (ConfigFile.parse(text, origin, Layer.USER).version().isPresent()) {
      return Result.CURRENT;
    }
    String migrated = withVersion(text);
    if (!statesVersion(migrated, origin)) {
      throw ErrorKind.CONFIGURATION.error(
          "The settings file " + file + " cannot be given a version without rewriting all of it.",
          "Add this line at its top by hand: version: " + ConfigFile.VERSION);
    }
    replace(file, migrated);
    return Result.MIGRATED;
  }

  /** The line goes behind a document marker, where there is one. */
  private static String withVersion(String text) {
    String line = "version: " + ConfigFile.VERSION + "\n";
    Matcher marker = MARKER.matcher(text);
    return marker.find()
        ? text.substring(0, marker.end()) + line + text.substring(marker.end())
        : line + text;
  }

  private static boolean statesVersion(String text, Origin origin) {
    try {
      return ConfigFile.parse(text, origin, Layer.USER).version().isPresent();
    } catch (ConfigurationException broken) {
      return false;
    }
  }

  private static void replace(Path file, String text) {
    try {
      Path target = file.toRealPath();
      Path fresh = Files.createTempFile(target.getParent(), ".config-", ".tmp");
      try {
        Files.copy(
            target, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(fresh, text, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException failure) {
      throw ErrorKind.CONFIGURATION.error(
          "The settings file " + file + " cannot be rewritten.",
          "Make it and its folder writable for you.",
          failure);
    }
  }
}
