package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A column that a folder's outputs have.
 *
 * @param name its name
 * @param type its type, the least that a later file gives it
 * @param format the pattern of the first values where the type is temporal, which settles what
 *     later values leave open; {@link #JSON} where all values are JSON text as it stands
 * @param settled whether any file had a value in it: where none had, VARCHAR is only a stopgap
 */
public record ContractColumn(
    String name, ColumnType type, Optional<String> format, boolean settled) {
  /** The format of a VARCHAR column of JSON text, strings with their quotes. */
  public static final String JSON = "json";

  public ContractColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(format, "format is null");
  }

  /** Whether it holds JSON text as it stands. */
  public boolean verbatim() {
    return type.kind() == TypeKind.VARCHAR && format.filter(JSON::equals).isPresent();
  }
}
