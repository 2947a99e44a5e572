package io.logflow.scan;

import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputPlan;
import io.logflow.job.JsonField;
import io.logflow.job.LogFlowException;
import io.logflow.job.Misfit;
import io.logflow.job.Misfit.Reading;
import io.logflow.job.Plan;
import io.logflow.job.Rescue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The plan that a folder's schema makes of what a scan found: its columns and no others, with its
 * types. Where the scan found others, the columns are those of which values may not fit.
 */
final class RescuePlan {
  private static final String NO_FORM =
      " Those that could be of its type are written in forms that contradict each other; say which"
          + " one holds, for example with date_order or decimal_separator.";

  private final Contract contract;
  private final ConversionOptions options;
  private final Plan found;
  private final List<ColumnPlan> columns = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final List<Misfit> misfits = new ArrayList<>();

  /**
   * @param found what all values of the inputs and the schema together would be
   * @throws io.logflow.job.ConfigurationException if another type is asked for than the schema has
   */
  RescuePlan(ConversionOptions options, Plan found) {
    this.contract = options.contract();
    this.options = options;
    this.found = found;
    contract.columns().forEach(this::requireType);
    for (int place = 0; place < found.columns().size(); place++) {
      add(place, found.columns().get(place));
    }
    if (contract.begins() && columns.size() == 1) {
      throw noColumns(
          found, " but " + Contract.RESCUED); // All that it has is called as what holds the rest.
    }
  }

  /**
   * The plan of inputs without columns: that of a folder's schema.
   *
   * @throws io.logflow.job.InputException MALFORMED_INPUT where that has none yet
   */
  static Plan withoutColumns(Plan found, Contract contract, boolean json) {
    if (contract.begins()) {
      throw noColumns(found, "");
    }
    List<ColumnPlan> columns = ContractOrder.missing(contract, found.rowsTaken(), json);
    List<InputPlan> inputs =
        found.inputs().stream()
            .map(input -> with(input, Collections.nCopies(columns.size(), -1)))
            .toList();
    return new Plan(false, columns, inputs, found.warnings());
  }

  private static LogFlowException noColumns(Plan found, String but) {
    String name = found.inputs().get(0).input().originalName();
    return ErrorKind.MALFORMED_INPUT.error(
        name
            + " has no columns"
            + but
            + ", and the first file makes the schema that schema.mode: rescue keeps.",
        "Begin with another file; this one can follow.");
  }

  private void requireType(ContractColumn column) {
    Optional<ColumnType> asked = ForcedTypes.of(column.name(), options.types());
    if (!column.rescued() && asked.isPresent() && !asked.get().equals(column.type())) {
      throw ErrorKind.CONFIGURATION.error(
          "Column '%s' is to be %s, and is %s in the folder's schema, which schema.mode: rescue keeps."
              .formatted(column.name(), asked.get(), column.type()),
          "Leave the type out; or name another output folder.");
    }
  }

  private void add(int place, ColumnPlan plan) {
    Optional<ColumnType> type = type(place, plan);
    if (type.isPresent() && fits(plan, type.get())) {
      columns.add(plan);
      places.add(place);
      return;
    }
    int column = type.isPresent() ? columns.size() : -1;
    if (type.isPresent()) {
      Column typed = new Column(plan.column().name(), type.get());
      columns.add(
          new ColumnPlan(typed, Optional.empty(), plan.why(), plan.statistics(), plan.json()));
      places.add(place);
    }
    List<Integer> fields =
        found.inputs().stream().map(input -> input.fieldOfColumn().get(place)).toList();
    Reading reading = column < 0 ? Reading.NONE : Reading.FORM;
    misfits.add(new Misfit(name(place, plan), column, fields, plan.json(), reading, 0, ""));
  }

  /** The type that a column is to have; empty where there is to be no such column. */
  private Optional<ColumnType> type(int place, ColumnPlan plan) {
    String name = plan.column().name();
    if (contract.begins() && !name.equals(Contract.RESCUED) && isReserved(own(place, plan))) {
      return Optional.empty();
    }
    Optional<ColumnType> known = contract.column(name).map(ContractColumn::type);
    return known.isPresent() || !contract.begins()
        ? known
        : ForcedTypes.of(name, options.types()).or(() -> Optional.of(plan.column().type()));
  }

  /** What a column's values are called where they do not fit. */
  private String name(int place, ColumnPlan plan) {
    String own = own(place, plan);
    return isReserved(own) ? own : plan.column().name();
  }

  /** The name that a column has in the first input that has it. */
  private String own(int place, ColumnPlan plan) {
    if (plan.json().isPresent()) {
      JsonField field = plan.json().get();
      return field.occurrence() == 1 ? field.key() : plan.column().name();
    }
    return found.inputs().stream()
        .filter(input -> input.fieldOfColumn().get(place) >= 0)
        .findFirst()
        .map(input -> input.fieldNames().get(input.fieldOfColumn().get(place)))
        .orElse(plan.column().name());
  }

  /** No column of an input has the name of the column of what does not fit. */
  private static boolean isReserved(String name) {
    return name.equalsIgnoreCase(Contract.RESCUED);
  }

  private boolean fits(ColumnPlan plan, ColumnType type) {
    boolean verbatim = plan.json().filter(JsonField::verbatim).isPresent();
    boolean was =
        contract.column(plan.column().name()).map(ContractColumn::verbatim).orElse(verbatim);
    return plan.column().type().equals(type) && (was || !verbatim);
  }

  List<Misfit> misfits() {
    return misfits;
  }

  /** The settings of a column that does not fit. */
  ColumnSettings settings(Misfit misfit) {
    return ColumnSettings.of(misfit.name(), options);
  }

  ColumnPlan column(Misfit misfit) {
    return columns.get(misfit.column());
  }

  /** What the schema has for a column; null where it has none. */
  ContractColumn known(Misfit misfit) {
    return contract.column(misfit.name()).orElse(null);
  }

  /** Adds what is no column of any record. */
  void add(Misfit misfit) {
    misfits.add(misfit);
  }

  /** Says how the values of a column that can fit are read. */
  void read(int index, Reading reading, Optional<String> format, Optional<JsonField> json) {
    Misfit misfit = misfits.get(index);
    ColumnPlan plan = column(misfit);
    misfits.set(index, misfit.with(reading));
    columns.set(
        misfit.column(),
        new ColumnPlan(plan.column(), format, plan.why(), plan.statistics(), json));
  }

  /** The plan so far, of which the columns that do not fit are still to be counted. */
  Plan plan() {
    return plan(misfits, columns, found.warnings());
  }

  /**
   * The plan.
   *
   * @param counted what did not fit, counted
   * @param statistics of each column, empty where the scan's hold
   */
  Plan plan(List<Misfit> counted, List<Optional<ColumnStatistics>> statistics) {
    List<ColumnPlan> all = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      ColumnPlan plan = columns.get(column);
      Optional<ColumnStatistics> own = statistics.get(column);
      all.add(own.isEmpty() ? plan : counted(plan, own));
    }
    List<String> warnings = new ArrayList<>();
    counted.stream().map(this::warning).forEach(warnings::add);
    found.warnings().stream().filter(this::holds).forEach(warnings::add);
    return plan(counted, all, warnings);
  }

  private static ColumnPlan counted(ColumnPlan plan, Optional<ColumnStatistics> statistics) {
    boolean rescued = plan.column().name().equals(Contract.RESCUED);
    String why =
        rescued
            ? "It holds what fits no other column, as JSON objects."
            : "The folder's schema has this type; not all values are of it.";
    return new ColumnPlan(plan.column(), plan.format(), why, statistics, plan.json());
  }

  private Plan plan(List<Misfit> all, List<ColumnPlan> plans, List<String> warnings) {
    List<InputPlan> inputs = found.inputs().stream().map(this::input).toList();
    return new Plan(false, plans, inputs, warnings, Optional.of(new Rescue(all)));
  }

  private InputPlan input(InputPlan input) {
    return with(input, places.stream().map(input.fieldOfColumn()::get).toList());
  }

  private static InputPlan with(InputPlan input, List<Integer> fieldOfColumn) {
    return new InputPlan(
        input.input(),
        input.fieldNames(),
        fieldOfColumn,
        input.quotedNulls(),
        input.clean(),
        input.lineRecords(),
        input.rowsRead(),
        input.rowsRejected(),
        input.rowsSkipped(),
        input.longestRecord(),
        input.sha256());
  }

  private String warning(Misfit misfit) {
    String what =
        misfit.column() < 0
            ? "which the folder's schema does not have"
            : "which are no "
                + columns.get(misfit.column()).column().type()
                + (misfit.reading() == Reading.FORM ? "" : " in a form that all have");
    if (misfit.values() == 0) {
      return "Column '%s', %s, has no values.".formatted(misfit.name(), what);
    }
    return "%s is the first of %d values of column '%s', %s; they are in %s.%s"
        .formatted(
            misfit.first(),
            misfit.values(),
            misfit.name(),
            what,
            Contract.RESCUED,
            misfit.column() >= 0 && misfit.reading() != Reading.FORM ? NO_FORM : "");
  }

  /** Whether a warning of the scan is still true: not if it is of a type that is none. */
  private boolean holds(String warning) {
    return misfits.stream()
        .noneMatch(
            misfit ->
                warning.startsWith("Column '" + misfit.name() + "' ")
                    || (isReserved(misfit.name())
                        && warning.startsWith("Key '" + misfit.name() + "' ")));
  }
}
