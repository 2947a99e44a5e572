package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.Input;
import io.logflow.job.Reject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Scans some columns of all inputs again, thoroughly: those of which the usual scan cannot tell
 * whether they are numbers. The usual scan costs no more for that.
 */
final class SecondLook {
  private final List<Input> inputs;
  private final RecordSource source;
  private final PassSettings settings;
  private final FieldMap map;

  SecondLook(List<Input> inputs, RecordSource source, PassSettings settings, FieldMap map) {
    this.inputs = inputs;
    this.source = source;
    this.settings = settings;
    this.map = map;
  }

  /**
   * Puts thorough scans in the place of others.
   *
   * @param scans the columns of all inputs together
   * @param again which of them to scan again
   * @param rows sound rows of each input
   */
  void replace(List<ColumnScan> scans, BitSet again, List<Long> rows) throws IOException {
    again.stream()
        .forEach(column -> scans.set(column, new ColumnScan(thorough(scans.get(column)))));
    for (int index = 0; index < inputs.size(); index++) {
      List<Integer> fields = map.fieldOfColumn(index);
      BitSet wanted = new BitSet();
      again.stream().map(fields::get).filter(field -> field >= 0).forEach(wanted::set);
      List<ColumnScan> found = wanted.isEmpty() ? List.of() : read(index, scans, wanted);
      for (int column : again.stream().toArray()) {
        if (fields.get(column) < 0) {
          scans.get(column).acceptNulls(rows.get(index));
        } else {
          scans.get(column).merge(found.get(fields.get(column)));
        }
      }
    }
  }

  private ColumnSettings thorough(ColumnScan scan) {
    return scan.settings().thoroughly(noCommas(inputs));
  }

  /** Whether no input parts its fields with commas. */
  static boolean noCommas(List<Input> inputs) {
    return inputs.stream()
        .flatMap(input -> input.inspection().stream())
        .noneMatch(found -> found.dialect().delimiter().contains(","));
  }

  private List<ColumnScan> read(int index, List<ColumnScan> scans, BitSet wanted)
      throws IOException {
    List<ColumnSettings> columns = new ArrayList<>();
    map.columnsOfFields().get(index).forEach(column -> columns.add(scans.get(column).settings()));
    InputScan whole =
        new InputScan(index, columns, ScanHints.none(columns.size()), wanted, settings.options());
    Input input = inputs.get(index);
    input.requireUnchanged();
    Optional<CsvRanges> ranges = source.ranges(input, settings.options(), columns.size());
    if (ranges.isPresent()) {
      try (CsvRanges opened = ranges.get()) {
        new RangesPass(opened, input.contentSize(), whole, columns, wanted, settings, null)
            .run(new Counted());
      }
    } else {
      try (RecordReader reader = source.open(input, settings.options(), columns.size())) {
        while (reader.next()) {
          settings.control().check();
          if (reader.problem().isEmpty()) {
            whole.accept(reader, reader.line());
          }
        }
      }
    }
    input.requireUnchanged();
    return whole.finish();
  }

  /** What the first scan has counted and rejected already. */
  private static final class Counted implements RangesPass.Taker {
    @Override
    public void take(RangeScan found) {}

    @Override
    public void reject(Reject reject) {}
  }
}
