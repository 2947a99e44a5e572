package io.logflow.engine;

import io.logflow.format.RecordReader;
import io.logflow.format.Records;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.util.List;

/** Rows of delimited text. */
final class TextRows implements Rows {
  private final Job job;
  private final BatchBuilder batch;

  TextRows(Job job, Plan plan) {
    this.job = job;
    this.batch = new BatchBuilder(job, plan);
  }

  @Override
  @SuppressWarnings("MustBeClosed")
  public Source open(InputPlan input) throws IOException {
    batch.begin(input);
    return new Text(Records.open(input.input(), job.options(), input.fieldNames().size()));
  }

  @Override
  public List<? extends ColumnBatch> columns() {
    return batch.columns();
  }

  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public void clear() {
    batch.clear();
  }

  @Override
  public int shortest(int column) {
    return batch.lengths().shortest(column);
  }

  @Override
  public int longest(int column) {
    return batch.lengths().longest(column);
  }

  private final class Text implements Source {
    private final RecordReader records;

    Text(RecordReader records) {
      this.records = records;
    }

    @Override
    public boolean fill() throws IOException {
      while (records.next()) {
        if (records.problem().isEmpty()) {
          batch.add(records);
        }
        if (batch.full()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public long position() {
      return records.position();
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
