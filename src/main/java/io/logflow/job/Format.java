package io.logflow.job;

/** The input formats that LogFlow converts. */
public enum Format {
  /** Delimited text: one record a line, fields parted by a delimiter, quoted where needed. */
  CSV,

  /** JSON: one array of records, or one or more values one after the other, on any lines. */
  JSON,

  /** JSON with one value a line. */
  NDJSON;

  /** The name in settings, in the jobs table and in routes. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether records are JSON values. */
  public boolean isJson() {
    return this != CSV;
  }
}
