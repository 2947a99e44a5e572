package io.logflow.job;

import java.util.Locale;

/** How Parquet pages are compressed. {@code LZ4} is LZ4_RAW in the file. */
public enum Codec {
  SNAPPY,
  ZSTD,
  GZIP,
  LZ4,
  NONE;

  /** The name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
