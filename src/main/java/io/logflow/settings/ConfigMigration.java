package io.logflow.settings;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
    replace(file, "version: " + ConfigFile.VERSION + "\n" + text);
    return Result.MIGRATED;
  }

  private static void replace(Path file, String text) {
    try {
      Path target = file.toRealPath();
      Path fresh = Files.createTempFile(target.getParent(), ".config-", ".tmp");
      try {
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
