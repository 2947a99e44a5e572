package io.logflow.scan;

/** Parts the records of an input that is read in order into stretches for a tap. */
final class Stretches {
  private static final long MOST_ROWS = 1 << 16;
  private static final long MOST_BYTES = 4 << 20;

  private final RowTap tap;
  private final InputScan scan;
  private long rows;
  private long bytes;

  /**
   * @param tap null where there is none
   * @param scan scans the records
   */
  Stretches(RowTap tap, InputScan scan) {
    this.tap = tap;
    this.scan = scan;
    open();
  }

  private void open() {
    rows = 0;
    bytes = 0;
    if (tap != null) {
      scan.show(tap.open(scan.input()));
    }
  }

  /** Comes after each record, sound or not. */
  void next(long length) {
    bytes += length;
    if (++rows == MOST_ROWS || bytes >= MOST_BYTES) {
      end();
      open();
    }
  }

  /** Comes after the last record. */
  void end() {
    if (tap != null) {
      scan.shown().close().run();
    }
  }
}
