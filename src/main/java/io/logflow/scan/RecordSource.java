package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import java.io.IOException;
import java.util.Optional;

/** Opens the records of an input. */
interface RecordSource {

  /**
   * Opens the records of an input.
   *
   * @param width fields that a sound record has; 0 where any number will do
   */
  RecordReader open(Input input, ConversionOptions options, int width) throws IOException;

  /**
   * Opens an input for reading at several places at once.
   *
   * @param width fields that a sound record has
   * @return empty where it has to be read in order
   */
  default Optional<CsvRanges> ranges(Input input, ConversionOptions options, int width)
      throws IOException {
    return Optional.empty();
  }
}
