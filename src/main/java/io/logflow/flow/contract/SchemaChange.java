package io.logflow.flow.contract;

import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.JsonField;
import io.logflow.job.Plan;
import io.logflow.job.SchemaVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a job's inputs would change of a folder's contract.
 *
 * @param contract the columns as they would be
 * @param changes what is other than now, and why, one sentence each; none where nothing is
 * @param schema whether names, types or their order change, so that outputs no longer fit together
 */
public record SchemaChange(Contract contract, List<String> changes, boolean schema) {

  /** The first contract, or what the plan asks for of the one that its scan went by. */
  public static SchemaChange of(Plan plan, Optional<SchemaVersion> current) {
    Contract known = current.map(SchemaVersion::contract).orElse(Contract.NONE);
    return new Comparison(known, plan.rescue().isPresent()).of(plan);
  }

  /** The same with more sentences, of what changes nothing. */
  SchemaChange telling(List<String> more) {
    List<String> all = new ArrayList<>(changes);
    all.addAll(more);
    return new SchemaChange(contract, all, schema);
  }

  /** The same, for outputs that are all written anew, so that they fit together. */
  SchemaChange inPlace() {
    return new SchemaChange(contract, changes, false);
  }

  /** The next revision of the contract. */
  SchemaVersion next(String folder, Optional<SchemaVersion> current, String jobId, long now) {
    int revision = current.map(SchemaVersion::revision).orElse(0) + 1;
    int version = current.map(SchemaVersion::version).orElse(0) + (schema ? 1 : 0);
    return new SchemaVersion(folder, revision, version, contract, changes, jobId, now);
  }

  private static final class Comparison {
    private final Contract known;
    private final boolean rescue;
    private final List<ContractColumn> columns = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Comparison(Contract known, boolean rescue) {
      this.known = known;
      this.rescue = rescue;
    }

    SchemaChange of(Plan plan) {
      Set<String> there = new HashSet<>();
      for (ColumnPlan column : plan.columns()) {
        there.add(column.column().name());
        add(column);
      }
      for (ContractColumn column : known.columns()) {
        if (!there.contains(column.name())) {
          changes.add("Column '" + column.name() + "' is gone: the records are no objects.");
        }
      }
      boolean schema = !changes.isEmpty();
      List<String> all = new ArrayList<>(changes);
      all.addAll(notes);
      return new SchemaChange(new Contract(columns), all, schema);
    }

    private void add(ColumnPlan plan) {
      Optional<ContractColumn> before = known.column(plan.column().name());
      boolean rescued = rescue && plan.column().name().equals(Contract.RESCUED);
      if (rescued) {
        if (before.isEmpty()) {
          changes.add(
              "Column '" + Contract.RESCUED + "' is new, for what does not fit the others.");
        }
        columns.add(new Contract(List.of()).rescuing().columns().get(0));
        return;
      }
      boolean valued = plan.statistics().map(ColumnStatistics::values).orElse(0L) > 0;
      if (before.isEmpty()) {
        changes.add(sentence(plan, " is new, " + plan.column().type()));
      } else if (!before.get().type().equals(plan.column().type())) {
        changes.add(
            sentence(
                plan,
                before.get().settled()
                    ? " is " + plan.column().type() + " instead of " + before.get().type()
                    : " has its first values and is " + plan.column().type()));
      } else if (before.get().settled() && verbatim(plan) && !before.get().verbatim()) {
        changes.add(sentence(plan, " is JSON text instead of VARCHAR"));
      } else if (valued && !before.get().settled()) {
        notes.add(sentence(plan, " has its first values and is " + plan.column().type()));
      } else if (before.get().order().isEmpty() && order(plan).isPresent()) {
        notes.add(sentence(plan, " has its first dates that tell the order of day and month"));
      }
      columns.add(merged(plan, before, valued));
    }

    private static Optional<DateOrder> order(ColumnPlan plan) {
      return ContractColumn.orderOf(plan.column().type(), plan.format());
    }

    private static ContractColumn merged(
        ColumnPlan plan, Optional<ContractColumn> before, boolean valued) {
      boolean same =
          before
              .filter(ContractColumn::settled)
              .filter(column -> column.type().kind() == plan.column().type().kind())
              .isPresent();
      Optional<String> format =
          same && before.get().format().isPresent() ? before.get().format() : format(plan);
      boolean settled = valued || before.filter(ContractColumn::settled).isPresent();
      Optional<DateOrder> order = before.flatMap(ContractColumn::order).or(() -> order(plan));
      return new ContractColumn(plan.column().name(), plan.column().type(), format, order, settled);
    }

    /** Offsets of timestamps have a format that is none of their own. */
    private static Optional<String> format(ColumnPlan plan) {
      if (verbatim(plan)) {
        return Optional.of(ContractColumn.JSON);
      }
      return plan.column().type().kind().isTemporal() ? plan.format() : Optional.empty();
    }

    private static boolean verbatim(ColumnPlan plan) {
      return plan.json().filter(JsonField::verbatim).isPresent();
    }

    private static String sentence(ColumnPlan plan, String what) {
      return "Column '" + plan.column().name() + "'" + what + ": " + plan.why();
    }
  }
}
