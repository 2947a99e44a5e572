package io.logflow.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the outputs of a folder have in common: columns in order, each name once. */
public final class Contract {
  /** No contract: a file's own values decide everything. */
  public static final Contract NONE = new Contract(List.of());

  private final List<ContractColumn> columns;
  private final Map<String, ContractColumn> byName = new HashMap<>();

  /** A contract of these columns; of none where there is no contract yet. */
  public Contract(List<ContractColumn> columns) {
    this.columns = List.copyOf(columns);
    this.columns.forEach(column -> byName.put(column.name(), column));
  }

  public List<ContractColumn> columns() {
    return columns;
  }

  /** Whether there is none. */
  public boolean isNone() {
    return columns.isEmpty();
  }

  /** The column of exactly this name. */
  public Optional<ContractColumn> column(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Names and types. */
  public Schema schema() {
    return new Schema(columns.stream().map(it -> new Column(it.name(), it.type())).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contract contract && contract.columns.equals(columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.toString();
  }
}
