package io.logflow.flow.watch;

import io.logflow.store.StoredJob;
import java.util.Locale;

/** The two queues of jobs: a large input must not hold small ones up. */
public enum Lane {
  SMALL,
  LARGE;

  /** Inputs up to this size are small: a group of them is done within about a second. */
  private static final long SMALL_BYTES = 1_000_000;

  /** The lane of an input of so many bytes. */
  public static Lane of(long bytes) {
    return bytes <= SMALL_BYTES ? SMALL : LARGE;
  }

  /** Whether this is the lane that a job has on record. */
  boolean holds(StoredJob row) {
    return row.text("lane").orElse("").equals(label());
  }

  /** The name in the jobs table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
