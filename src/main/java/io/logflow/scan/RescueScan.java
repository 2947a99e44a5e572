package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Contract;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Misfit;
import io.logflow.job.Misfit.Reading;
import io.logflow.job.Plan;
import io.logflow.parquet.ArrayColumn;
import io.logflow.parquet.ColumnCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads delimited text again of which not all values fit the folder's schema: once to find the
 * forms of those that can, and once to count what goes where. Files that fit are not read again.
 */
final class RescueScan {
  private static final int BATCH_ROWS = 4096;
  private static final long BATCH_BYTES = 16L << 20;

  private final Job job;
  private final RecordSource source = new FileRecords();
  private final RescuePlan rescue;
  private final Map<Integer, int[]> lengths = new HashMap<>();
  private long bytes;

  /** What is done with each sound record. */
  private interface Taker {
    void take(RecordReader record) throws IOException;
  }

  private RescueScan(Job job, Plan found) {
    this.job = job;
    this.rescue = new RescuePlan(job.options(), found);
  }

  /**
   * The plan by the folder's schema.
   *
   * @param found what all values and the schema together would be
   * @throws io.logflow.job.LogFlowException CONFIGURATION, INPUT_CHANGED, CANCELLED
   */
  static Plan plan(Job job, Plan found) throws IOException {
    boolean empty = found.columns().isEmpty();
    RescueScan scan =
        new RescueScan(
            job, empty ? RescuePlan.withoutColumns(found, job.options().contract(), false) : found);
    if (scan.rescue.misfits().isEmpty()) {
      return scan.rescue.plan();
    }
    scan.findForms();
    return scan.counted();
  }

  private void findForms() throws IOException {
    List<Misfit> misfits = rescue.misfits();
    Plan plan = rescue.plan();
    List<String> names = job.inputs().stream().map(Input::originalName).toList();
    boolean noCommas = SecondLook.noCommas(job.inputs());
    Map<Integer, MisfitForm> forms = new HashMap<>();
    for (int index = 0; index < misfits.size(); index++) {
      Misfit misfit = misfits.get(index);
      if (misfit.column() >= 0) {
        forms.put(
            index,
            new MisfitForm(
                rescue.column(misfit).column().type(), rescue.settings(misfit), noCommas, names));
      }
    }
    if (forms.isEmpty()) {
      return;
    }
    NullWords nullWords = new NullWords(job.options().nullValues());
    Cell cell = new Cell();
    for (int place = 0; place < plan.inputs().size(); place++) {
      InputPlan input = plan.inputs().get(place);
      cell.input = place;
      read(
          input,
          record -> {
            cell.b = record.buffer();
            cell.line = record.line();
            forms.forEach(
                (index, form) -> {
                  int field = misfits.get(index).fields().get(cell.input);
                  if (field >= 0 && !isNull(record, field, input, nullWords)) {
                    cell.from = record.start(field);
                    cell.to = record.end(field);
                    form.take(cell);
                  }
                });
          });
    }
    forms.forEach(
        (index, form) ->
            rescue.read(
                index,
                form.reading(),
                form.reading() == Reading.FORM ? form.format() : Optional.empty(),
                Optional.empty()));
  }

  private static boolean isNull(
      RecordReader record, int field, InputPlan input, NullWords nullWords) {
    return (input.quotedNulls() || !record.quoted(field))
        && nullWords.matches(record.buffer(), record.start(field), record.end(field));
  }

  private void read(InputPlan plan, Taker taker) throws IOException {
    Input input = plan.input();
    input.requireUnchanged();
    try (RecordReader reader = source.open(input, job.options(), plan.fieldNames().size())) {
      for (long rows = 0; reader.next(); rows++) {
        if (rows % BATCH_ROWS == 0) {
          job.control().check();
        }
        if (reader.problem().isEmpty()) {
          taker.take(reader);
        }
      }
    }
    input.requireUnchanged();
  }

  private Plan counted() throws IOException {
    Plan plan = rescue.plan();
    List<ArrayColumn> columns =
        plan.columns().stream().map(it -> new ArrayColumn(it.column().type())).toList();
    List<ColumnCounter> counters =
        plan.columns().stream().map(it -> new ColumnCounter(it.column().type())).toList();
    RescuedFields fields = new RescuedFields(plan, job.options(), columns);
    int rescued = plan.schema().indexOf(Contract.RESCUED);
    for (InputPlan input : plan.inputs()) {
      fields.begin(input);
      read(
          input,
          record -> {
            fields.add(record, this::measure);
            if (columns.get(rescued).length() == BATCH_ROWS || bytes >= BATCH_BYTES) {
              count(fields, columns, counters);
            }
          });
    }
    count(fields, columns, counters);
    List<Optional<ColumnStatistics>> statistics = new ArrayList<>();
    for (int column = 0; column < counters.size(); column++) {
      int[] bounds = lengths.getOrDefault(column, new int[2]);
      statistics.add(
          fields.takes(column)
              ? Optional.of(counters.get(column).statistics(bounds[0], bounds[1]))
              : Optional.empty());
    }
    return rescue.plan(fields.counted(), statistics);
  }

  private void measure(int column, int length) {
    int[] bounds = lengths.computeIfAbsent(column, any -> new int[] {length, length});
    bounds[0] = Math.min(bounds[0], length);
    bounds[1] = Math.max(bounds[1], length);
    bytes += length;
  }

  private void count(
      RescuedFields fields, List<ArrayColumn> columns, List<ColumnCounter> counters) {
    for (int column = 0; column < columns.size(); column++) {
      if (fields.takes(column)) {
        counters.get(column).add(columns.get(column));
        columns.get(column).clear();
      }
    }
    bytes = 0;
  }
}
