package io.logflow.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the outputs of a folder have in common: columns in order, each name once. */
public final class Contract {
  /** No contract: a file's own values decide everything. */
  public static final Contract NONE = new Contract(List.of());

  /** The column of what does not fit, in outputs of a folder that keeps one schema for good. */
  public static final String RESCUED = "_rescued";

  private final List<ContractColumn> columns;
  private final boolean rescue;
  private final Map<String, ContractColumn> byName = new HashMap<>();

  /** A contract of these columns; of none where there is no contract yet. */
  public Contract(List<ContractColumn> columns) {
    this(columns, false);
  }

  private Contract(List<ContractColumn> columns, boolean rescue) {
    this.columns = List.copyOf(columns);
    this.rescue = rescue;
    this.columns.forEach(column -> byName.put(column.name(), column));
  }

  public List<ContractColumn> columns() {
    return columns;
  }

  /**
   * The same for good: what does not fit goes to the column {@link #RESCUED}, the last one where it
   * is new. Columns that had no value yet are settled as VARCHAR.
   *
   * @throws ConfigurationException if a file's own column has that name
   */
  public Contract rescuing() {
    for (ContractColumn column : columns) {
      if (column.name().equalsIgnoreCase(RESCUED) && !column.rescued()) {
        throw ErrorKind.CONFIGURATION.error(
            "The folder's schema has a column '%s' that came with a file, and schema.mode: rescue needs the name."
                .formatted(column.name()),
            "Name another output folder, or leave schema.mode at version.");
      }
    }
    List<ContractColumn> all = new ArrayList<>();
    columns.forEach(column -> all.add(column.asSettled()));
    if (all.stream().noneMatch(ContractColumn::rescued)) {
      all.add(ContractColumn.ofRescued());
    }
    return new Contract(all, true);
  }

  /** Whether what does not fit goes to a column of its own. */
  public boolean rescue() {
    return rescue;
  }

  /** Whether that column is all it has so far: a file's own columns are to join it. */
  public boolean begins() {
    return rescue && columns.size() == 1;
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
    return other instanceof Contract contract
        && contract.columns.equals(columns)
        && contract.rescue == rescue;
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
