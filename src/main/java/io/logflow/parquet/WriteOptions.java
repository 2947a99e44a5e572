package io.logflow.parquet;

import static java.util.Objects.requireNonNull;

import io.logflow.job.Codec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a Parquet file is written.
 *
 * @param codec codec of the pages
 * @param level the codec's level, where given and where the codec has levels
 * @param rowGroupBytes aim for a row group, as it is held in memory
 * @param rowGroupRows rows of a row group, at most
 * @param longestRow bytes of the longest row that may come, about; it bounds the memory
 * @param bloomFilters names of the columns that get Bloom filters; {@code *} means all
 * @param distinct how many different values a column has, about, by its name, as far as is known;
 *     the size of its filters follows from it
 */
public record WriteOptions(
    Codec codec,
    Optional<Integer> level,
    long rowGroupBytes,
    int rowGroupRows,
    long longestRow,
    List<String> bloomFilters,
    Map<String, Long> distinct) {
  private static final int MOST_ROWS_BETWEEN_CHECKS = 10_000;

  public WriteOptions {
    requireNonNull(codec, "codec is null");
    requireNonNull(level, "level is null");
    bloomFilters = List.copyOf(bloomFilters);
    distinct = Map.copyOf(distinct);
  }

  /** Rows after which the writer looks at the size of what it holds, at most. */
  int rowsBetweenChecks() {
    long rows = rowGroupBytes / Math.max(1, longestRow);
    return (int) Math.max(1, Math.min(MOST_ROWS_BETWEEN_CHECKS, rows));
  }
}
