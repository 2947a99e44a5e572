package io.logflow.flow.watch;

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

  /** The name in the jobs table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
