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

  static PassSettings of(ConversionOptions options, int threads, Control control) {
    return new PassSettings(options, threads, RANGE_BYTES, control);
  }

  /** Bytes of a range; more where the state of many columns would outweigh them. */
  long rangeBytes(int columns) {
    return Math.max(rangeBytes, (rangeBytes / RANGE_BYTES * columns) << 10);
  }
}
