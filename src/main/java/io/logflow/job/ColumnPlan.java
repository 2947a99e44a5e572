package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a column comes to be.
 *
 * @param column name and type in the output
 * @param format the temporal format's pattern, where the type is temporal; where a VARCHAR column
 *     has one, it holds the offsets from UTC of its field's timestamps; see the scan's formats
 * @param why why this type, one sentence, with the value and line that decided where one did
 * @param statistics what the scan counted; empty in a hypothesis
 * @param json where in a JSON record it is found; empty for other formats
 */
public record ColumnPlan(
    Column column,
    Optional<String> format,
    String why,
    Optional<ColumnStatistics> statistics,
    Optional<JsonField> json) {
  public ColumnPlan {
    requireNonNull(column, "column is null");
    requireNonNull(format, "format is null");
    requireNonNull(why, "why is null");
    requireNonNull(statistics, "statistics is null");
    requireNonNull(json, "json is null");
  }

  /** A column that comes of a field of text. */
  public ColumnPlan(
      Column column, Optional<String> format, String why, Optional<ColumnStatistics> statistics) {
    this(column, format, why, statistics, Optional.empty());
  }

  /** Whether the column holds the offsets of timestamps that another column holds. */
  public boolean offsets() {
    return column.type().kind() == TypeKind.VARCHAR && format.isPresent();
  }
}
