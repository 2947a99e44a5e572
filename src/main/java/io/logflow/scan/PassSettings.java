package io.logflow.scan;

import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;

/**
 * How inputs are read.
 *
 * @param options what is asked for
 * @param threads threads that read one input
 * @param rangeBytes bytes of an input that one thread reads at a time
 * @param control stops the reading where somebody asks for that
 */
record PassSettings(ConversionOptions options, int threads, long rangeBytes, Control control) {
  private static final long RANGE_BYTES = 4L << 20;

  /** Of many columns: what is done once for each of them and range is done less often. */
  private static final long BYTES_A_COLUMN = 128 << 10;

  private static final long MOST_FOR_COLUMNS = 16L << 20;

  /** Each column's state takes about this, whatever the range is. */
  private static final long STATE_OF_A_COLUMN = 1 << 10;

  static PassSettings of(ConversionOptions options, int threads, Control control) {
    return new PassSettings(options, threads, RANGE_BYTES, control);
  }

  /** Bytes of a range; more where the state of many columns would outweigh them. */
  long rangeBytes(int columns) {
    long spread = Math.min(MOST_FOR_COLUMNS, columns * BYTES_A_COLUMN);
    long wide = Math.max(spread, columns * STATE_OF_A_COLUMN);
    return Math.max(rangeBytes, rangeBytes / RANGE_BYTES * wide);
  }
}
