package io.logflow.duck;

import java.io.File;
import java.nio.file.Path;

/**
 * The name of a file in SQL. DuckDB reads names as patterns; only {@link DuckWorkspace} gives names
 * that have no such meaning.
 */
public final class SafePath {
  private final String text;

  private SafePath(String text) {
    this.text = text;
  }

  static SafePath of(Path path) {
    return new SafePath(path.toString().replace(File.separatorChar, '/'));
  }

  /** The absolute path with {@code /} between folders. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
