package io.logflow.job;

/**
 * What was counted of a column, over the canonical values of all rows that were taken in.
 *
 * @param values non-null values
 * @param nulls NULLs
 * @param min least value as canonical text, cut to 256 characters; empty where there is no value
 * @param max greatest value, likewise
 * @param minLength bytes of the shortest value as it stands in the input
 * @param maxLength bytes of the longest value as it stands in the input
 * @param distinct about how many different values there are (the scan's estimate: exact up to 1023,
 *     else within some 3 %); -1 where nobody counted
 * @param hash sum modulo 2^64 of {@link CanonicalHash} over the non-null values
 */
public record ColumnStatistics(
    long values,
    long nulls,
    String min,
    String max,
    int minLength,
    int maxLength,
    long distinct,
    long hash) {

  /** Statistics of which nobody counted the different values. */
  public ColumnStatistics(
      long values, long nulls, String min, String max, int minLength, int maxLength, long hash) {
    this(values, nulls, min, max, minLength, maxLength, -1, hash);
  }
}
