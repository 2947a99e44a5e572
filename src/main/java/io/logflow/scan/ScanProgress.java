package io.logflow.scan;

import io.logflow.job.Control;

/** Tells the job how far its scan is, now and then, and stops it where somebody asked for that. */
final class ScanProgress {
  private static final int ROWS = 1 << 12;
  private static final long BYTES = 1 << 20;

  private final Control control;
  private final String stage;
  private long doneBytes;
  private long doneRows;
  private long told;

  /**
   * @param shown whether an engine works on the rows at the same time
   */
  ScanProgress(Control control, boolean shown) {
    this.control = control;
    this.stage = shown ? "encode" : "scan";
  }

  /** Whether it is worth asking the reader for its position after this many rows. */
  boolean due(long rows, long recordBytes) {
    return (rows & (ROWS - 1)) == 0 || recordBytes > BYTES;
  }

  /**
   * @param bytes bytes of the present input so far
   * @param rows rows of the present input so far
   */
  void tell(long bytes, long rows) {
    control.check();
    if (doneBytes + bytes - told >= BYTES) {
      told = doneBytes + bytes;
      control.progress(stage, told, doneRows + rows);
    }
  }

  /** The present input is done. */
  void inputDone(long bytes, long rows) {
    control.check();
    doneBytes += bytes;
    doneRows += rows;
    told = doneBytes;
    control.progress(stage, doneBytes, doneRows);
  }
}
