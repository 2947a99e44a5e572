package io.logflow.cli;

import java.util.logging.LogManager;

/**
 * Keeps logs open to the end of the process. Java would close them when it begins to end, beside
 * the shutdown hooks, which still have something to tell. Our handlers write each line at once.
 */
public final class LastingLogs extends LogManager {
  /** To be called by Java. */
  public LastingLogs() {}

  @Override
  public void reset() {
    // Called when Java begins to end.
  }
}
