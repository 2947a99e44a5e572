package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.Records;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import java.io.IOException;
import java.util.Optional;

/** Records of the files that the inputs are. */
final class FileRecords implements RecordSource {

  @Override
  public RecordReader open(Input input, ConversionOptions options, int width) throws IOException {
    return Records.open(input, options, width);
  }

  @Override
  public Optional<CsvRanges> ranges(Input input, ConversionOptions options, int width)
      throws IOException {
    return Records.ranges(input, options, width);
  }
}
