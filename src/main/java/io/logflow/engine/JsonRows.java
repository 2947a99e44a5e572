package io.logflow.engine;

import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonReader;
import io.logflow.format.json.JsonRecords;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.plugin.ColumnBatch;
import io.logflow.scan.JsonColumns;
import java.io.IOException;
import java.util.List;

/** Rows of JSON records. */
final class JsonRows implements Rows {
  private final Job job;
  private final JsonColumns batch;
  private long bytes;

  JsonRows(Job job, Plan plan) {
    this.job = job;
    this.batch = new JsonColumns(plan, job.options());
  }

  @Override
  @SuppressWarnings("MustBeClosed")
  public Source open(InputPlan input) throws IOException {
    return new Records(JsonReader.open(input.input(), job.options()), input);
  }

  @Override
  public List<? extends ColumnBatch> columns() {
    return batch.batches();
  }

  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public void clear() {
    batch.clear();
    bytes = 0;
  }

  @Override
  public int shortest(int column) {
    return batch.shortest(column);
  }

  @Override
  public int longest(int column) {
    return batch.longest(column);
  }

  private boolean full() {
    return batch.rows() >= job.options().batchRows() || bytes >= MOST_BYTES;
  }

  private final class Records implements Source {
    private final JsonReader reader;
    private final InputPlan input;
    private final JsonChunk chunk = new JsonChunk();
    private final JsonRecords records;

    Records(JsonReader reader, InputPlan input) {
      this.reader = reader;
      this.input = input;
      this.records = new JsonRecords(input.input(), job.options().maxRecordBytes());
      records.begin(chunk);
    }

    @Override
    public boolean fill() throws IOException {
      do {
        while (records.next()) {
          if (!records.rejected()) {
            add();
          }
          if (full()) {
            return true;
          }
        }
      } while (more());
      return false;
    }

    private boolean more() throws IOException {
      boolean more = reader.next(chunk);
      records.begin(chunk);
      return more;
    }

    private void add() {
      try {
        batch.add(records.tape(), records.buffer());
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw ErrorKind.VERIFICATION.error(
            "Line %d of %s is not what the scan found (%s)."
                .formatted(records.line(), input.input().originalName(), e.getMessage()),
            "Convert the file again; if it did not change in between, this is a fault of LogFlow.",
            e);
      }
      bytes += records.length();
    }

    @Override
    public long position() {
      return reader.position();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
