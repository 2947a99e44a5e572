package io.logflow.scan;

import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.JsonField;
import io.logflow.job.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Columns in the order of a folder's contract: those that it has, NULL where nothing was found, and
 * new ones behind them; new offsets stay right behind the column whose they are.
 */
final class ContractOrder {
  /** The occurrence of a field that no record has: none has so many values of one key. */
  static final int NOWHERE = Integer.MAX_VALUE;

  private ContractOrder() {}

  /**
   * The columns.
   *
   * @param found what the inputs have
   * @param rows of all inputs, for columns that are NULL everywhere
   */
  static List<ColumnPlan> of(List<ColumnPlan> found, Contract contract, long rows) {
    boolean json = found.stream().anyMatch(plan -> plan.json().isPresent());
    Map<String, ColumnPlan> rest = new LinkedHashMap<>();
    Map<String, ColumnPlan> offsets = new LinkedHashMap<>();
    for (int index = 0; index < found.size(); index++) {
      ColumnPlan plan = found.get(index);
      rest.put(plan.column().name(), plan);
      if (plan.offsets() && contract.column(plan.column().name()).isEmpty()) {
        offsets.put(found.get(index - 1).column().name(), plan);
      }
    }
    List<ColumnPlan> all = new ArrayList<>();
    for (ContractColumn column : contract.columns()) {
      if (contract.begins()) {
        continue; // What does not fit stands behind a first file's own columns.
      }
      ColumnPlan plan = rest.remove(column.name());
      all.add(plan == null ? missing(column, rows, json) : plan);
      ColumnPlan beside = offsets.get(column.name());
      if (beside != null) {
        all.add(rest.remove(beside.column().name()));
      }
    }
    all.addAll(rest.values());
    if (contract.begins()) {
      all.addAll(missing(contract, rows, json));
    }
    return all;
  }

  /** The columns of inputs that have none of them. */
  static List<ColumnPlan> missing(Contract contract, long rows, boolean json) {
    return contract.columns().stream().map(column -> missing(column, rows, json)).toList();
  }

  private static ColumnPlan missing(ContractColumn column, long rows, boolean json) {
    ColumnStatistics none = new ColumnStatistics(0, rows, "", "", 0, 0, 0, 0);
    return new ColumnPlan(
        new Column(column.name(), column.type()),
        Optional.empty(),
        column.rescued()
            ? "It holds what fits no other column: nothing here."
            : "No input has it; the folder's contract does.",
        Optional.of(none),
        json ? Optional.of(field(column.name(), NOWHERE, column.type())) : Optional.empty());
  }

  /** Where a field would stand that no record has. */
  static JsonField field(String key, int occurrence, ColumnType type) {
    List<JsonField> children = type.children().stream().map(child -> child(type, child)).toList();
    return new JsonField(key, occurrence, Optional.empty(), false, children);
  }

  private static JsonField child(ColumnType parent, Column child) {
    return parent.kind() == TypeKind.LIST ? field("", 0, child.type()) : nowhere(child);
  }

  /** As {@link #field}, of a field of a STRUCT that no object has. */
  static JsonField nowhere(Column column) {
    return field(column.name(), NOWHERE, column.type());
  }
}
