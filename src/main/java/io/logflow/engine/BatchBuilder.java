package io.logflow.engine;

import io.logflow.format.RecordReader;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.parquet.ArrayColumn;
import io.logflow.scan.FieldParser;
import io.logflow.scan.FieldParsers;
import io.logflow.scan.NullWords;
import io.logflow.scan.RescuedFields;
import io.logflow.scan.Values;
import java.util.List;

/** Parses records into batches of columns as a plan says. The arrays are used again and again. */
final class BatchBuilder {
  private static final int SHOWN_BYTES = 60;

  private final List<ColumnPlan> plans;
  private final List<FieldParser> parsers;
  private final List<ArrayColumn> columns;
  private final NullWords nullWords;
  private final int batchRows;
  private final FieldLengths lengths;

  /** Takes the columns of which not all values fit; null where all do. */
  private final RescuedFields rescued;

  private InputPlan input;
  private NullRule nulls;
  private int rows;
  private long bytes;

  BatchBuilder(Job job, Plan plan) {
    this.plans = plan.columns();
    this.parsers =
        plans.stream().map(column -> FieldParsers.of(column, job.options().timezone())).toList();
    this.columns = plans.stream().map(column -> new ArrayColumn(column.column().type())).toList();
    this.nullWords = new NullWords(job.options().nullValues());
    this.batchRows = job.options().batchRows();
    this.lengths = new FieldLengths(plans.size());
    this.rescued = plan.rescues() ? new RescuedFields(plan, job.options(), columns) : null;
  }

  /** Takes records of this input from here on. */
  void begin(InputPlan next) {
    input = next;
    nulls = new NullRule(next, nullWords);
    if (rescued != null) {
      rescued.begin(next);
    }
  }

  void add(RecordReader record) {
    for (int column = 0; column < parsers.size(); column++) {
      if (rescued != null && rescued.takes(column)) {
        continue;
      }
      int field = input.fieldOfColumn().get(column);
      if (field < 0 || nulls.isNull(record, field)) {
        columns.get(column).addNull();
      } else {
        parse(record, field, column);
      }
    }
    if (rescued != null) {
      rescue(record);
    }
    rows++;
  }

  private void rescue(RecordReader record) {
    try {
      rescued.add(record, this::measure);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw ErrorKind.VERIFICATION.error(
          "Line %d of %s is not what the scan found (%s)."
              .formatted(record.line(), input.input().originalName(), e.getMessage()),
          "Convert the file again; if it did not change in between, this is a fault of LogFlow.",
          e);
    }
  }

  private void measure(int column, int length) {
    lengths.add(column, length);
    bytes += length;
  }

  private void parse(RecordReader record, int field, int column) {
    int from = record.start(field);
    int to = record.end(field);
    try {
      parsers.get(column).add(record.buffer(), from, to, columns.get(column));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unplanned(record, from, to, column, e);
    }
    measure(column, to - from);
  }

  private LogFlowException unplanned(
      RecordReader record, int from, int to, int column, RuntimeException cause) {
    String shown = Values.text(record.buffer(), from, Math.min(to, from + SHOWN_BYTES));
    return ErrorKind.VERIFICATION.error(
        "Line %d of %s has '%s' in column '%s', which is not the %s that the scan found."
            .formatted(
                record.line(),
                input.input().originalName(),
                shown,
                plans.get(column).column().name(),
                plans.get(column).column().type()),
        "Convert the file again; if it did not change in between, this is a fault of LogFlow.",
        cause);
  }

  boolean full() {
    return rows >= batchRows || bytes >= Rows.MOST_BYTES;
  }

  /** The batch so far; valid until {@link #clear}. */
  List<ArrayColumn> columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  void clear() {
    columns.forEach(ArrayColumn::clear);
    rows = 0;
    bytes = 0;
  }

  /** Lengths of all values so far. */
  FieldLengths lengths() {
    return lengths;
  }
}
