package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.csv.CsvRange;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.Input;
import io.logflow.job.InputException;
import io.logflow.job.InputPlan;
import io.logflow.job.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Supposes a plan from samples of the inputs: of the start of each, of its middle and its end. Of
 * many inputs only some are sampled.
 */
final class Hypothesis {
  private static final long SAMPLE_BYTES = 256 << 10;
  private static final int SAMPLED_INPUTS = 16;

  private final RecordSource source;
  private final PassSettings settings;

  Hypothesis(RecordSource source, PassSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  /**
   * The plan that the samples tell.
   *
   * @param fields names of the fields of each input
   * @return empty where a type that was asked for does not hold, which the scan will tell
   */
  Optional<Plan> plan(
      List<Input> inputs, List<List<String>> fields, FieldMap map, List<String> inputNames)
      throws IOException {
    List<InputScan> samples = new ArrayList<>();
    int step = 1 + (inputs.size() - 1) / SAMPLED_INPUTS;
    for (int index = 0; index < inputs.size(); index++) {
      InputScan sample = new InputScan(index, map.names(index), settings.options());
      if (index % step == 0) {
        sample(inputs.get(index), map.names(index).size(), sample);
      }
      samples.add(sample);
    }
    List<ColumnScan> scans = map.merged(samples, settings.options());
    PlannedColumns columns;
    try {
      columns = PlannedColumns.of(scans, inputNames, settings.options());
    } catch (InputException unfit) {
      return Optional.empty();
    }
    List<InputPlan> plans = new ArrayList<>();
    for (int index = 0; index < inputs.size(); index++) {
      plans.add(
          new InputPlan(
              inputs.get(index),
              fields.get(index),
              columns.ofFields(map.fieldOfColumn(index)),
              samples.get(index).quotedNulls(),
              false,
              samples.get(index).rows(),
              0,
              0,
              0,
              Optional.empty()));
    }
    return Optional.of(new Plan(true, columns.plans(), plans, List.of()));
  }

  private void sample(Input input, int fields, InputScan scan) throws IOException {
    Optional<CsvRanges> ranges = source.ranges(input, settings.options(), fields);
    if (ranges.isPresent()) {
      try (CsvRanges opened = ranges.get()) {
        sample(opened, Math.min(input.contentSize(), opened.end()), scan);
      }
    } else {
      try (RecordReader reader = source.open(input, settings.options(), fields)) {
        sample(reader, scan);
      }
    }
  }

  private static void sample(RecordReader reader, InputScan scan) throws IOException {
    long bytes = 0;
    while (bytes < SAMPLE_BYTES && reader.next()) {
      bytes += reader.length();
      if (reader.problem().isEmpty()) {
        scan.accept(reader, reader.line());
      }
    }
  }

  private void sample(CsvRanges ranges, long size, InputScan scan) throws IOException {
    long first = ranges.before().end();
    long position = stretch(ranges, first, scan);
    for (long from : new long[] {first + (size - first) / 2, size - SAMPLE_BYTES}) {
      long start = from <= position ? -1 : ranges.guess(from);
      position = start < 0 ? position : stretch(ranges, start, scan);
    }
  }

  /** A stretch that was guessed wrong gives wrong rows, and perhaps a wrong supposition. */
  private long stretch(CsvRanges ranges, long start, InputScan whole) throws IOException {
    BitSet all = InputScan.all(whole.columns().size());
    List<ColumnSettings> columns = whole.columns().stream().map(ColumnScan::settings).toList();
    InputScan part =
        new InputScan(
            whole.input(), columns, ScanHints.none(columns.size()), all, settings.options());
    RangeScan range = new RangeScan(part, settings.control(), reject -> {});
    CsvRange found = ranges.read(start, start + SAMPLE_BYTES, range);
    whole.merge(part);
    return found.end();
  }
}
