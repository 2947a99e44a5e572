package io.logflow.store;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * A row of the jobs table.
 *
 * @param columns column name to value, in the table's order; NULL is null, times are epoch
 *     milliseconds
 */
public record StoredJob(Map<String, Object> columns) {
  public StoredJob {
    requireNonNull(columns, "columns is null");
  }

  public String id() {
    return String.valueOf(columns.get("id"));
  }

  /** A column as text; empty where it is NULL. */
  public Optional<String> text(String column) {
    return value(column).map(String::valueOf);
  }

  /** A numeric column as a whole number; empty where it is NULL. */
  public Optional<Long> number(String column) {
    return value(column).map(value -> ((Number) value).longValue());
  }

  private Optional<Object> value(String column) {
    if (!columns.containsKey(column)) {
      throw new IllegalArgumentException("jobs has no column " + column);
    }
    return Optional.ofNullable(columns.get(column));
  }
}
