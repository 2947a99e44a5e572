package io.logflow.job;

import static java.util.Objects.requireNonNull;

/** A column of the output: its name and its type. Every column may hold NULL. */
public record Column(String name, ColumnType type) {
  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }
}
