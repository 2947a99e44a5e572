package io.logflow.job;

import java.util.Locale;

/** What a file is wrapped in as it comes in, found by its first bytes. */
public enum Compression {
  NONE,
  GZIP,
  ZSTD,
  BZIP2;

  /** The name in messages, in metrics and in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
