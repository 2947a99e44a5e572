package io.logflow.cli;

import io.logflow.settings.Layer;
import io.logflow.settings.LoggingSettings;
import io.logflow.settings.Settings;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's logging: warnings on standard error, and in a file what the settings ask for. With
 * LOGFLOW_DEBUG=1, which only this class reads, everything of ours on standard error.
 */
final class Logging {
  private static final Logger ROOT = Logger.getLogger("");
  // Held, because the log manager itself keeps loggers only weakly.
  private static final Logger OURS = Logger.getLogger("io.logflow");

  private Logging() {}

  /** Whether somebody wants to see how LogFlow works. */
  static boolean debugs() {
    return "1".equals(System.getenv("LOGFLOW_DEBUG"));
  }

  /** Sets up standard error, before any setting is known. */
  static void start() {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tH:%1$tM:%1$tS.%1$tL %4$s %5$s%6$s%n");
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setLevel(debugs() ? Level.ALL : Level.WARNING);
    ROOT.addHandler(console);
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(debugs() ? Level.FINE : Level.WARNING);
  }

  /** Opens the log file where the settings want one; tells which settings are not the defaults. */
  static void follow(Settings settings) {
    LoggingSettings wanted = settings.logging();
    Level level = level(wanted.level());
    for (Handler handler : OURS.getHandlers()) {
      OURS.removeHandler(handler);
      handler.close();
    }
    wanted
        .file()
        .map(LogFile::open)
        .ifPresent(
            file -> {
              file.setLevel(level);
              OURS.addHandler(file);
              OURS.setLevel(
                  debugs() && Level.FINE.intValue() < level.intValue() ? Level.FINE : level);
            });
    tell(settings);
  }

  private static void tell(Settings settings) {
    org.slf4j.Logger log = LoggerFactory.getLogger(Logging.class);
    settings.entries().stream()
        .filter(setting -> setting.origin().layer() != Layer.DEFAULTS)
        .forEach(
            setting ->
                log.debug("{} is {}, from {}", setting.key(), setting.value(), setting.origin()));
  }

  private static Level level(String word) {
    return switch (word) {
      case "error" -> Level.SEVERE;
      case "warn" -> Level.WARNING;
      case "debug" -> Level.FINE;
      case "trace" -> Level.FINEST;
      default -> Level.INFO;
    };
  }
}
