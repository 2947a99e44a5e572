package io.logflow.job;

/** The input formats that LogFlow converts. */
public enum Format {
  /** Delimited text: one record a line, fields parted by a delimiter, quoted where needed. */
  CSV;

  /** The name in settings, in the jobs table and in routes. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
