package io.logflow.job;

import static java.util.Objects.requireNonNull;

import io.logflow.job.ConversionOptions.DateOrder;
import java.util.Optional;

/**
 * A column that a folder's outputs have.
 *
 * @param name its name
 * @param type its type, the least that a later file gives it
 * @param format the pattern of the first values where the type is temporal; {@link #JSON} where all
 *     values are JSON text as it stands; {@link #RESCUED} where they are what fitted no column
 * @param order the order of day, month and year in the first dates that told it, which settles what
 *     later dates leave open
 * @param settled whether any file had a value in it: where none had, VARCHAR is only a stopgap
 */
public record ContractColumn(
    String name,
    ColumnType type,
    Optional<String> format,
    Optional<DateOrder> order,
    boolean settled) {
  /** The format of a VARCHAR column of JSON text, strings with their quotes. */
  public static final String JSON = "json";

  /** The format of the column {@link Contract#RESCUED}, which no column of a file is. */
  public static final String RESCUED = "rescued";

  public ContractColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(format, "format is null");
    requireNonNull(order, "order is null");
  }

  /** A column whose format is all that tells the order of its dates. */
  public ContractColumn(String name, ColumnType type, Optional<String> format, boolean settled) {
    this(name, type, format, orderOf(type, format), settled);
  }

  /** The column of what fits no other. */
  static ContractColumn ofRescued() {
    return new ContractColumn(
        Contract.RESCUED, ColumnType.VARCHAR, Optional.of(RESCUED), Optional.empty(), true);
  }

  /** The same, whether or not any file had a value in it. */
  ContractColumn asSettled() {
    return new ContractColumn(name, type, format, order, true);
  }

  /** Whether it holds what fits no other column. */
  public boolean rescued() {
    return type.kind() == TypeKind.VARCHAR && format.filter(RESCUED::equals).isPresent();
  }

  /** Whether it holds JSON text as it stands. */
  public boolean verbatim() {
    return type.kind() == TypeKind.VARCHAR && format.filter(JSON::equals).isPresent();
  }

  /** The order that a pattern of dates has; empty where it tells none. */
  public static Optional<DateOrder> orderOf(ColumnType type, Optional<String> format) {
    String pattern = format.filter(any -> isDated(type)).orElse("");
    int first = 0;
    while (first < pattern.length() && "dMy".indexOf(pattern.charAt(first)) < 0) {
      first++;
    }
    if (first == pattern.length() || pattern.startsWith("yyyy", first)) {
      return Optional.empty(); // No order was ever open.
    }
    return Optional.of(
        switch (pattern.charAt(first)) {
          case 'd' -> DateOrder.DMY;
          case 'y' -> DateOrder.YMD;
          default -> DateOrder.MDY;
        });
  }

  private static boolean isDated(ColumnType type) {
    return type.kind().isTemporal() && type.kind() != TypeKind.TIME;
  }
}
