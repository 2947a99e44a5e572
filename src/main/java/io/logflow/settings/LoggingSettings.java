package io.logflow.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is logged.
 *
 * @param file the log file, where one is wanted
 * @param level least severe level: error, warn, info, debug or trace
 */
public record LoggingSettings(Optional<Path> file, String level) {
  static LoggingSettings of(Settings settings) {
    Path file = settings.home().resolve(".logflow").resolve("logs").resolve("logflow.log");
    return new LoggingSettings(
        Optional.of(file).filter(it -> settings.flag("logging.file")),
        settings.text("logging.level"));
  }
}
