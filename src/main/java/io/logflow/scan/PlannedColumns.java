package io.logflow.scan;

import io.logflow.format.UniqueNames;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.Offsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of the output: those of the inputs and, where asked for, offsets beside instants. */
final class PlannedColumns {
  private final List<ColumnPlan> plans = new ArrayList<>();
  private final List<Integer> origins = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final UniqueNames names = new UniqueNames();

  private PlannedColumns() {}

  /**
   * @param scans the columns of all inputs together
   * @param inputNames names of all inputs, for sentences
   */
  static PlannedColumns of(
      List<ColumnScan> scans, List<String> inputNames, ConversionOptions options) {
    PlannedColumns columns = new PlannedColumns();
    columns.names.reserve(scans.stream().map(scan -> scan.settings().name()).toList());
    for (int origin = 0; origin < scans.size(); origin++) {
      ColumnScan scan = scans.get(origin);
      Choice choice = TypeChooser.choose(scan, inputNames);
      columns.add(origin, plan(scan, choice));
      columns.warnings.addAll(choice.warnings());
      if (options.offsets() == Offsets.COLUMN && choice.offsets().isPresent()) {
        columns.add(origin, columns.offsets(scan, choice, choice.offsets().get()));
      }
    }
    if (!options.contract().isNone() && !scans.isEmpty()) {
      columns.arrange(options.contract(), rows(scans.get(0)));
    }
    return columns;
  }

  private static long rows(ColumnScan scan) {
    return scan.values().text.count() + scan.nulls();
  }

  /** Puts the columns in the contract's order, with those that no input has, before new ones. */
  private void arrange(Contract contract, long rows) {
    List<ColumnPlan> found = List.copyOf(plans);
    Map<String, Integer> from = new HashMap<>();
    for (int place = 0; place < found.size(); place++) {
      from.put(found.get(place).column().name(), origins.get(place));
    }
    plans.clear();
    origins.clear();
    ContractOrder.of(found, contract, rows)
        .forEach(plan -> add(from.getOrDefault(plan.column().name(), -1), plan));
  }

  private void add(int origin, ColumnPlan plan) {
    plans.add(plan);
    origins.add(origin);
  }

  private static ColumnPlan plan(ColumnScan scan, Choice choice) {
    return new ColumnPlan(
        new Column(scan.settings().name(), choice.type()),
        Optional.of(choice.format()).filter(format -> !format.isEmpty()),
        choice.why(),
        Optional.of(
            statistics(scan, choice.min(), choice.max(), choice.distinct(), choice.hash())));
  }

  private ColumnPlan offsets(ColumnScan scan, Choice choice, OffsetCounts counts) {
    String name = scan.settings().name();
    List<String> sorted = counts.shown().stream().sorted().toList();
    return new ColumnPlan(
        new Column(names.take(name + "_offset"), ColumnType.VARCHAR),
        Optional.of(choice.format()),
        "It keeps the offsets of column '" + name + "', which was asked for.",
        Optional.of(
            statistics(
                scan, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size(), counts.hash())));
  }

  private static ColumnStatistics statistics(
      ColumnScan scan, String min, String max, long distinct, long hash) {
    TextScan text = scan.values().text;
    return new ColumnStatistics(
        text.count(), scan.nulls(), min, max, text.minLength(), text.maxLength(), distinct, hash);
  }

  List<ColumnPlan> plans() {
    return plans;
  }

  /** The field of each planned column, from the field of each column of the inputs. */
  List<Integer> ofFields(List<Integer> fieldOfColumn) {
    return origins.stream().map(origin -> origin < 0 ? -1 : fieldOfColumn.get(origin)).toList();
  }

  List<String> warnings() {
    return warnings;
  }
}
