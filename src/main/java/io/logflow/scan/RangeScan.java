package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.RowBatch;
import io.logflow.format.RowSink;
import io.logflow.format.csv.CsvRange;
import io.logflow.job.Control;
import io.logflow.job.Reject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The scan of the records that begin in one range of an input. Its lines count from 1. */
final class RangeScan implements RowSink {
  private final InputScan scan;
  private final Control control;
  private final List<Reject> rejects = new ArrayList<>();
  private CsvRange range;
  private long records;
  private long longest;

  RangeScan(InputScan scan, Control control) {
    this.scan = scan;
    this.control = control;
  }

  @Override
  public void rows(RowBatch batch) {
    control.check();
    records += batch.rows();
    scan.accept(batch);
  }

  @Override
  public void record(RecordReader record, int linesBefore) throws IOException {
    records++;
    longest = Math.max(longest, record.length());
    long line = linesBefore + record.line();
    if (record.problem().isEmpty()) {
      scan.accept(record, line);
      return;
    }
    rejects.add(reject(record, line));
  }

  /** The record that a reader stands at as a reject. */
  static Reject reject(RecordReader record, long line) throws IOException {
    return new Reject(
        line,
        record.byteOffset(),
        record.raw(),
        "",
        record.problem().orElseThrow(),
        record.problemDetail());
  }

  /** Notes what the reader found beside the rows, when all were taken. */
  void end(CsvRange found) {
    range = found;
  }

  InputScan scan() {
    return scan;
  }

  CsvRange range() {
    return range;
  }

  List<Reject> rejects() {
    return rejects;
  }

  long records() {
    return records;
  }

  /** Bytes of the longest record. */
  long longest() {
    return Math.max(longest, range.longest());
  }
}
