package io.logflow.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What engines leave behind. */
public final class StagingFiles {
  private StagingFiles() {}

  /** Removes a file that did not become an output; where that fails, the log says so. */
  public static void remove(Path staging) {
    try {
      Files.deleteIfExists(staging);
    } catch (IOException e) {
      System.getLogger(StagingFiles.class.getName())
          .log(System.Logger.Level.WARNING, "staging file not removed: " + staging, e);
    }
  }
}
