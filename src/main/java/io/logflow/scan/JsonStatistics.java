package io.logflow.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ColumnStatistics;
import java.util.Arrays;

/** Adds up statistics of text, and of nested values, which have no order. */
final class JsonStatistics {
  private JsonStatistics() {}

  /** The statistics of two parts of a column; {@code one} may be null. */
  static ColumnStatistics sum(ColumnStatistics one, ColumnStatistics other) {
    if (one == null || one.values() == 0) {
      long nulls = one == null ? 0 : one.nulls();
      return withNulls(other, other.nulls() + nulls);
    }
    if (other.values() == 0) {
      return withNulls(one, one.nulls() + other.nulls());
    }
    boolean less = compare(other.min(), one.min()) < 0;
    boolean more = compare(other.max(), one.max()) > 0;
    return new ColumnStatistics(
        one.values() + other.values(),
        one.nulls() + other.nulls(),
        less ? other.min() : one.min(),
        more ? other.max() : one.max(),
        Math.min(one.minLength(), other.minLength()),
        Math.max(one.maxLength(), other.maxLength()),
        one.hash() + other.hash());
  }

  private static ColumnStatistics withNulls(ColumnStatistics found, long nulls) {
    return new ColumnStatistics(
        found.values(),
        nulls,
        found.min(),
        found.max(),
        found.minLength(),
        found.maxLength(),
        found.hash());
  }

  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
