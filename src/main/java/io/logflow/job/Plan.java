package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the conversion will do: the scan's result, or a hypothesis for an engine that scans itself.
 *
 * @param hypothesis whether the schema is only supposed and the engine settles it
 * @param columns the columns after column transforms, in order
 * @param inputs how each input is read, in order
 * @param warnings what a person should know, one sentence each
 * @param rescue what fits no column of the folder's schema, where that is kept; else empty
 */
public record Plan(
    boolean hypothesis,
    List<ColumnPlan> columns,
    List<InputPlan> inputs,
    List<String> warnings,
    Optional<Rescue> rescue) {
  private static final int MOST_KEPT = 100;

  public Plan {
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
    warnings = List.copyOf(warnings);
    requireNonNull(rescue, "rescue is null");
  }

  /** A plan that keeps nothing in a column of its own. */
  public Plan(
      boolean hypothesis, List<ColumnPlan> columns, List<InputPlan> inputs, List<String> warnings) {
    this(hypothesis, columns, inputs, warnings, Optional.empty());
  }

  /** The same, with inputs that are read otherwise and other warnings. */
  public Plan with(List<InputPlan> otherInputs, List<String> otherWarnings) {
    return new Plan(hypothesis, columns, otherInputs, otherWarnings, rescue);
  }

  /** Whether some values go to the column of what does not fit. */
  public boolean rescues() {
    return rescue.filter(Rescue::any).isPresent();
  }

  /**
   * What is kept of the warnings with one input: all where it is the only one, else those that name
   * it; at most a hundred, because a file can give one for each of 20 000 columns.
   */
  public List<String> warningsOf(Input input) {
    return warnings.stream()
        .filter(warning -> inputs.size() == 1 || names(warning, input.originalName()))
        .limit(MOST_KEPT)
        .toList();
  }

  private static boolean names(String warning, String input) {
    return warning.startsWith(input + " ") || warning.contains(" of " + input + " ");
  }

  /** The same, with this warning before the others. */
  public Plan warning(String first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(warnings);
    return with(inputs, all);
  }

  public Schema schema() {
    return new Schema(columns.stream().map(ColumnPlan::column).toList());
  }

  /** Rows of all inputs that go to the output. */
  public long rowsTaken() {
    return inputs.stream().mapToLong(InputPlan::rowsTaken).sum();
  }

  public long rowsRead() {
    return inputs.stream().mapToLong(InputPlan::rowsRead).sum();
  }

  public long rowsRejected() {
    return inputs.stream().mapToLong(InputPlan::rowsRejected).sum();
  }

  public long rowsSkipped() {
    return inputs.stream().mapToLong(InputPlan::rowsSkipped).sum();
  }

  /** Whether every input is clean. */
  public boolean clean() {
    return inputs.stream().allMatch(InputPlan::clean);
  }
}
