package io.logflow.engine;

import io.logflow.job.ColumnStatistics;
import io.logflow.job.Conversion;
import io.logflow.job.ConversionException;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.parquet.ColumnCounter;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ResultWriter;
import io.logflow.plugin.ColumnBatch;
import io.logflow.plugin.ColumnTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the Avro engine. */
final class AvroConversion {
  private final Job job;
  private final Plan plan;
  private final List<List<ColumnTransform>> transforms;
  private final List<ColumnCounter> counters;
  private final Rows batch;
  private long bytesBefore;
  private long writeNanos;

  AvroConversion(Job job, Plan plan, Map<String, List<ColumnTransform>> transforms) {
    this.job = job;
    this.plan = plan;
    this.transforms =
        plan.columns().stream()
            .map(column -> transforms.getOrDefault(column.column().name(), List.of()))
            .toList();
    this.counters =
        plan.columns().stream().map(column -> new ColumnCounter(column.column().type())).toList();
    this.batch = rows(job, plan);
  }

  /** The rows of a job's inputs. */
  static Rows rows(Job job, Plan plan) {
    boolean json = plan.columns().stream().anyMatch(column -> column.json().isPresent());
    return json ? new JsonRows(job, plan) : new TextRows(job, plan);
  }

  /**
   * Writes the staging file.
   *
   * @throws IOException if it cannot be written
   */
  Conversion run(Path staging) throws IOException {
    long started = System.nanoTime();
    long rows;
    try (ResultWriter writer =
        ResultWriter.open(
            staging, plan.schema(), FooterMetadata.of(job, plan), RowGroups.options(job, plan))) {
      for (InputPlan input : plan.inputs()) {
        convert(input, writer);
        bytesBefore += input.input().contentSize();
      }
      rows = writer.count();
    }
    long parseNanos = System.nanoTime() - started - writeNanos;
    return new Conversion(
        "avro",
        plan,
        rows,
        Optional.of(statistics()),
        Map.of("parse", parseNanos, "write", writeNanos),
        Optional.empty());
  }

  private void convert(InputPlan input, ResultWriter writer) throws IOException {
    long before = writer.count();
    try {
      copy(input, writer);
    } catch (ConversionException e) {
      input.input().requireUnchanged();
      throw e;
    }
    input.input().requireUnchanged();
    checkRows(input, writer.count() - before);
  }

  private void copy(InputPlan input, ResultWriter writer) throws IOException {
    try (Rows.Source rows = open(input)) {
      while (fill(rows, input)) {
        write(writer, rows.position());
      }
      write(writer, rows.position());
    }
  }

  private Rows.Source open(InputPlan input) {
    try {
      return batch.open(input);
    } catch (IOException e) {
      throw unreadable(input.input(), e);
    }
  }

  private static boolean fill(Rows.Source rows, InputPlan input) {
    try {
      return rows.fill();
    } catch (IOException e) {
      throw unreadable(input.input(), e);
    }
  }

  private static LogFlowException unreadable(Input input, IOException cause) {
    return ErrorKind.INPUT_UNREADABLE.error(
        input.path() + " cannot be read: " + cause.getMessage() + ".",
        "Check that the file is still there and may be read.",
        cause);
  }

  private void write(ResultWriter writer, long position) throws IOException {
    job.control().check();
    if (batch.rows() > 0) {
      long started = System.nanoTime();
      List<ColumnBatch> columns = transformed();
      for (int column = 0; column < columns.size(); column++) {
        counters.get(column).add(columns.get(column));
      }
      writer.write(columns);
      batch.clear();
      writeNanos += System.nanoTime() - started;
    }
    job.control().progress("convert", bytesBefore + position, writer.count());
  }

  private List<ColumnBatch> transformed() {
    List<ColumnBatch> columns = new ArrayList<>(batch.columns());
    for (int column = 0; column < columns.size(); column++) {
      for (ColumnTransform transform : transforms.get(column)) {
        columns.set(column, transform.apply(columns.get(column)));
      }
    }
    return columns;
  }

  private static void checkRows(InputPlan input, long rows) {
    if (rows != input.rowsTaken()) {
      throw ErrorKind.VERIFICATION.error(
          "%s gave %d rows after the scan had found %d."
              .formatted(input.input().originalName(), rows, input.rowsTaken()),
          "Convert the file again; if it did not change in between, this is a fault of LogFlow.");
    }
  }

  private List<ColumnStatistics> statistics() {
    List<ColumnStatistics> all = new ArrayList<>();
    for (int column = 0; column < counters.size(); column++) {
      all.add(counters.get(column).statistics(batch.shortest(column), batch.longest(column)));
    }
    return all;
  }
}
