package io.logflow.scan;

import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonReader;
import io.logflow.format.json.JsonRecords;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.parquet.BatchColumn;
import io.logflow.parquet.ColumnCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Counts and hashes columns whose values have a canonical form only once their type is known:
 * nested ones, and JSON kept as text. That takes another look at every record.
 */
final class JsonCounts {
  private static final int BATCH_ROWS = 4096;

  private final Job job;
  private final List<ColumnPlan> plans;
  private final ColumnStatistics[] totals;

  JsonCounts(Job job, List<ColumnPlan> plans) {
    this.job = job;
    this.plans = plans;
    this.totals = new ColumnStatistics[plans.size()];
  }

  /** The statistics of each column over all inputs. */
  List<ColumnStatistics> count() throws IOException {
    for (Input input : job.inputs()) {
      input.requireUnchanged();
      try (JsonReader reader = JsonReader.open(input, job.options());
          JsonWorkers<List<ColumnStatistics>> workers =
              new JsonWorkers<>(job.resources().threads(), () -> new Worker(input))) {
        workers.run(reader, this::add);
      }
      input.requireUnchanged();
    }
    return Arrays.stream(totals).map(JsonCounts::orNone).toList();
  }

  private static ColumnStatistics orNone(ColumnStatistics total) {
    return total == null ? new ColumnStatistics(0, 0, "", "", 0, 0, 0) : total;
  }

  private void add(List<ColumnStatistics> part) {
    job.control().check();
    for (int column = 0; column < totals.length; column++) {
      totals[column] = JsonStatistics.sum(totals[column], part.get(column));
    }
  }

  private final class Worker implements Function<JsonChunk, List<ColumnStatistics>> {
    private final JsonRecords records;

    Worker(Input input) {
      this.records = new JsonRecords(input, job.options().maxRecordBytes());
    }

    @Override
    public List<ColumnStatistics> apply(JsonChunk chunk) {
      JsonColumns columns =
          new JsonColumns(plans, job.options().timezone(), job.options().contract().rescue());
      List<ColumnCounter> counters =
          plans.stream().map(plan -> new ColumnCounter(plan.column().type())).toList();
      records.begin(chunk);
      while (records.next()) {
        if (!records.rejected()) {
          columns.add(records.tape(), records.buffer());
        }
        if (columns.rows() == BATCH_ROWS) {
          count(columns, counters);
        }
      }
      count(columns, counters);
      return statistics(columns, counters);
    }

    private void count(JsonColumns columns, List<ColumnCounter> counters) {
      List<BatchColumn> batches = columns.batches();
      for (int column = 0; column < batches.size(); column++) {
        counters.get(column).add(batches.get(column));
      }
      columns.clear();
    }

    private List<ColumnStatistics> statistics(JsonColumns columns, List<ColumnCounter> counters) {
      List<ColumnStatistics> all = new ArrayList<>();
      for (int column = 0; column < counters.size(); column++) {
        all.add(counters.get(column).statistics(columns.shortest(column), columns.longest(column)));
      }
      return all;
    }
  }
}
