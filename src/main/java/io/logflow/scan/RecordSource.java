package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import java.io.IOException;

/** Opens the records of an input. */
interface RecordSource {

  /**
   * Opens the records of an input.
   *
   * @param width fields that a sound record has; 0 where any number will do
   */
  RecordReader open(Input input, ConversionOptions options, int width) throws IOException;
}
