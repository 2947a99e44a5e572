package io.logflow.job;

import java.util.List;

/**
 * What the conversion will do: the scan's result, or a hypothesis for an engine that scans itself.
 *
 * @param hypothesis whether the schema is only supposed and the engine settles it
 * @param columns the columns after column transforms, in order
 * @param inputs how each input is read, in order
 * @param warnings what a person should know, one sentence each
 */
public record Plan(
    boolean hypothesis, List<ColumnPlan> columns, List<InputPlan> inputs, List<String> warnings) {
  public Plan {
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
    warnings = List.copyOf(warnings);
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
