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
  private static final long MOST_HELD_BYTES = 1 << 20;

  /** About what a reject takes beside its raw bytes. */
  private static final int REJECT_BYTES = 200;

  private final InputScan scan;
  private final Control control;
  private final RejectTaker direct;
  private final List<Reject> rejects = new ArrayList<>();
  private CsvRange range;
  private Runnable shown = () -> {};
  private long records;
  private long heldBytes;
  private long longest;

  RangeScan(InputScan scan, Control control) {
    this(scan, control, null);
  }

  /**
   * @param direct takes rejects at once; null where they are held, and then they must not be many
   */
  RangeScan(InputScan scan, Control control, RejectTaker direct) {
    this.scan = scan;
    this.control = control;
    this.direct = direct;
  }

  /** Takes a reject, whose lines count as those of the range. */
  interface RejectTaker {
    void take(Reject reject) throws IOException;
  }

  /** More rejects than may be held until all ranges before are known. */
  static final class TooManyToHold extends IOException {
    private static final long serialVersionUID = 1;

    TooManyToHold() {
      super("more than " + MOST_HELD_BYTES + " bytes of rejects in one range");
    }
  }

  @Override
  public void rows(RowBatch batch) {
    control.check();
    records += batch.rows();
    scan.accept(batch);
  }

  @Override
  public void record(RecordReader record, int linesBefore) throws IOException {
    control.check();
    records++;
    longest = Math.max(longest, record.length());
    long line = linesBefore + record.line();
    if (record.problem().isEmpty()) {
      scan.accept(record, line);
      return;
    }
    Reject reject = reject(record, line);
    if (direct != null) {
      direct.take(reject);
    } else {
      hold(reject);
    }
  }

  private void hold(Reject reject) throws TooManyToHold {
    heldBytes += REJECT_BYTES + reject.raw().length;
    if (heldBytes > MOST_HELD_BYTES) {
      throw new TooManyToHold();
    }
    rejects.add(reject);
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
    if (scan.shown() != null) {
      shown = scan.shown().close();
    }
  }

  /** To be run in order of the rows. */
  Runnable shown() {
    return shown;
  }

  InputScan scan() {
    return scan;
  }

  CsvRange range() {
    return range;
  }

  /** The rejects, where they were held. */
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
