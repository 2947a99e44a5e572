package io.logflow.settings;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The packaged defaults, the lowest layer. */
final class Defaults {
  static final String NAME = "config/defaults.yaml";

  /** It is the same for each job; two threads may both read it once. */
  private static volatile ConfigFile parsed;

  private Defaults() {}

  /** The file as it is packaged, comments included. */
  static String text() {
    try (InputStream input = Defaults.class.getResourceAsStream("/" + NAME)) {
      if (input == null) {
        throw ErrorKind.INTERNAL.error(NAME + " is not packaged.", "Install LogFlow again.");
      }
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw ErrorKind.INTERNAL.error(NAME + " cannot be read.", "Install LogFlow again.", failure);
    }
  }

  static ConfigFile file() {
    ConfigFile file = parsed;
    if (file == null) {
      file = ConfigFile.parse(text(), Origin.of(Layer.DEFAULTS, NAME), Layer.DEFAULTS);
      parsed = file;
    }
    return file;
  }
}
