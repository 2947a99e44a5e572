package io.logflow.scan;

import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonReader;
import io.logflow.format.json.JsonRecords;
import io.logflow.format.json.JsonTape;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Contract;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.JsonField;
import io.logflow.job.Misfit;
import io.logflow.job.Misfit.Reading;
import io.logflow.job.Plan;
import io.logflow.parquet.BatchColumn;
import io.logflow.parquet.ColumnCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON again of which not all values fit the folder's schema: once to find how those that do
 * are read, and once to count what goes where. Files that fit are not read again.
 */
final class JsonRescueScan {
  private static final int BATCH_ROWS = 4096;
  private static final long BATCH_BYTES = 16L << 20;

  private final Job job;
  private final RescuePlan rescue;
  private long bytes;

  /** What is done with each sound record. */
  private interface Taker {
    void take(int input, JsonRecords record);
  }

  private JsonRescueScan(Job job, Plan found, boolean odd) {
    this.job = job;
    this.rescue = new RescuePlan(job.options(), found);
    if (odd) {
      JsonField whole = new JsonField("", 0, Optional.empty(), true, List.of());
      rescue.add(
          new Misfit(JsonPlanner.VALUE, -1, List.of(), Optional.of(whole), Reading.NONE, 0, ""));
    }
  }

  /**
   * The plan by the folder's schema.
   *
   * @param found what all values and the schema together would be
   * @param odd whether some records are no objects
   * @throws io.logflow.job.LogFlowException CONFIGURATION, INPUT_CHANGED, CANCELLED
   */
  static Plan plan(Job job, Plan found, boolean odd) throws IOException {
    JsonRescueScan scan = new JsonRescueScan(job, found, odd);
    if (scan.rescue.misfits().isEmpty()) {
      return scan.rescue.plan();
    }
    scan.findFields();
    return scan.counted();
  }

  /** Shows what can fit to the rule of its column. */
  private static final class Shown extends JsonColumn {
    private final JsonFit fit;

    Shown(JsonFit fit) {
      this.fit = fit;
    }

    @Override
    void add(JsonCursor cursor, int token) {
      fit.take(cursor, token);
    }

    @Override
    BatchColumn batch() {
      throw new IllegalStateException("nothing is kept");
    }
  }

  private void findFields() throws IOException {
    List<Integer> indices = new ArrayList<>();
    List<JsonFit> fits = new ArrayList<>();
    List<JsonField> places = new ArrayList<>();
    for (int index = 0; index < rescue.misfits().size(); index++) {
      Misfit misfit = rescue.misfits().get(index);
      if (misfit.column() >= 0) {
        JsonField place = misfit.json().orElseThrow();
        indices.add(index);
        places.add(place);
        fits.add(
            new JsonFit(
                place, rescue.column(misfit).column().type(), rescue.known(misfit), job.options()));
      }
    }
    if (fits.isEmpty()) {
      return;
    }
    JsonObject object = new JsonObject(places, fits.stream().<JsonColumn>map(Shown::new).toList());
    JsonCursor cursor = new JsonCursor();
    read(
        (input, record) -> {
          cursor.tape = record.tape();
          cursor.b = record.buffer();
          cursor.cell.input = input;
          cursor.cell.line = record.line();
          if (record.tape().kind(0) == JsonTape.OBJECT) {
            object.add(cursor, 0, JsonObject.NOBODY);
          }
        });
    for (int fit = 0; fit < fits.size(); fit++) {
      settle(indices.get(fit), fits.get(fit).field());
    }
  }

  private void settle(int index, Optional<JsonField> field) {
    Misfit misfit = rescue.misfits().get(index);
    JsonField place = misfit.json().orElseThrow();
    JsonField nothing =
        ContractOrder.field(place.key(), place.occurrence(), rescue.column(misfit).column().type());
    rescue.read(
        index,
        field.isPresent() ? Reading.FORM : Reading.NONE,
        field.flatMap(JsonField::format),
        Optional.of(field.orElse(nothing)));
  }

  private void read(Taker taker) throws IOException {
    for (int index = 0; index < job.inputs().size(); index++) {
      Input input = job.inputs().get(index);
      JsonRecords records = new JsonRecords(input, job.options().maxRecordBytes());
      JsonChunk chunk = new JsonChunk();
      input.requireUnchanged();
      try (JsonReader reader = JsonReader.open(input, job.options())) {
        while (reader.next(chunk)) {
          job.control().check();
          records.begin(chunk);
          while (records.next()) {
            if (!records.rejected()) {
              taker.take(index, records);
            }
          }
        }
      }
      input.requireUnchanged();
    }
  }

  private Plan counted() throws IOException {
    Plan plan = rescue.plan();
    JsonColumns columns = new JsonColumns(plan, job.options());
    List<ColumnCounter> counters =
        plan.columns().stream().map(it -> new ColumnCounter(it.column().type())).toList();
    read(
        (input, record) -> {
          columns.at(input, record.line());
          columns.add(record.tape(), record.buffer());
          bytes += record.length();
          if (columns.rows() == BATCH_ROWS || bytes >= BATCH_BYTES) {
            count(columns, counters);
            bytes = 0;
          }
        });
    count(columns, counters);
    BitSet wanted = new BitSet();
    wanted.set(plan.schema().indexOf(Contract.RESCUED));
    rescue.misfits().stream().map(Misfit::column).filter(it -> it >= 0).forEach(wanted::set);
    List<Optional<ColumnStatistics>> statistics = new ArrayList<>();
    for (int column = 0; column < counters.size(); column++) {
      statistics.add(
          wanted.get(column)
              ? Optional.of(
                  counters
                      .get(column)
                      .statistics(columns.shortest(column), columns.longest(column)))
              : Optional.empty());
    }
    return rescue.plan(columns.misfits(), statistics);
  }

  private static void count(JsonColumns columns, List<ColumnCounter> counters) {
    List<BatchColumn> batches = columns.batches();
    for (int column = 0; column < batches.size(); column++) {
      counters.get(column).add(batches.get(column));
    }
    columns.clear();
  }
}
