package io.logflow.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The process's logging: warnings on standard error, or everything of ours with LOGFLOW_DEBUG=1.
 */
final class Logging {
  private static final Logger ROOT = Logger.getLogger("");
  // Held, because the log manager itself keeps loggers only weakly.
  private static final Logger OURS = Logger.getLogger("io.logflow");

  private Logging() {}

  static void configure(boolean debug) {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tH:%1$tM:%1$tS.%1$tL %4$s %5$s%6$s%n");
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    ROOT.addHandler(console);
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(debug ? Level.FINE : Level.WARNING);
  }
}
