package io.logflow.parquet;

import io.logflow.job.ColumnPlan;
import io.logflow.job.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the scan counted of each column, as a line of text that a footer keeps: for each column
 * {@code values:nulls:hash}, the hash in 16 hex digits, or {@code -} where nothing was counted;
 * blanks between.
 */
public final class ColumnProof {
  private static final String NOT_COUNTED = "-";

  private ColumnProof() {}

  /** What the scan counted; empty for a column of which it counted nothing. */
  public static List<Optional<ChunkCount>> of(Plan plan) {
    return plan.columns().stream().map(ColumnProof::of).toList();
  }

  private static Optional<ChunkCount> of(ColumnPlan column) {
    return column
        .statistics()
        .map(read -> new ChunkCount(read.values(), read.nulls(), read.hash()));
  }

  /** The text of what was counted. */
  public static String text(List<Optional<ChunkCount>> counts) {
    return counts.stream()
        .map(count -> count.map(ColumnProof::text).orElse(NOT_COUNTED))
        .collect(Collectors.joining(" "));
  }

  private static String text(ChunkCount count) {
    return String.format(Locale.ROOT, "%d:%d:%016x", count.values(), count.nulls(), count.hash());
  }

  /** Reads such a text; empty where it is none. */
  public static Optional<List<Optional<ChunkCount>>> parse(String text) {
    try {
      return Optional.of(Arrays.stream(text.split(" ", -1)).map(ColumnProof::parseColumn).toList());
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static Optional<ChunkCount> parseColumn(String word) {
    if (word.equals(NOT_COUNTED)) {
      return Optional.empty();
    }
    String[] parts = word.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(word);
    }
    return Optional.of(
        new ChunkCount(
            Long.parseLong(parts[0]),
            Long.parseLong(parts[1]),
            Long.parseUnsignedLong(parts[2], 16)));
  }
}
