package io.logflow.scan;

import io.logflow.format.csv.CsvRanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where in an input the texts of which fields were not hashed, because they were numbers or times
 * there. Where such a column turns out to be text all the same, these ranges are read again.
 */
final class DeferredTexts {
  private final List<Stretch> stretches = new ArrayList<>();
  private final BitSet all = new BitSet();

  private record Stretch(long start, long end, BitSet fields) {}

  /** Notes the fields that a range left out. */
  void note(RangeScan found) {
    List<ColumnScan> columns = found.scan().columns();
    BitSet fields = new BitSet();
    for (int field = 0; field < columns.size(); field++) {
      fields.set(field, columns.get(field).values().text.deferred());
    }
    if (!fields.isEmpty()) {
      stretches.add(new Stretch(found.range().start(), found.range().end(), fields));
      all.or(fields);
    }
  }

  /** Fields that were left out anywhere. */
  BitSet fields() {
    return (BitSet) all.clone();
  }

  /**
   * Reads again what was left out.
   *
   * @param wanted the fields
   * @param columns take the texts in, one for each field
   */
  void read(
      CsvRanges ranges, BitSet wanted, int input, List<ColumnScan> columns, PassSettings settings)
      throws IOException {
    List<ColumnSettings> names = columns.stream().map(ColumnScan::settings).toList();
    List<Stretch> concerned =
        stretches.stream().filter(stretch -> stretch.fields().intersects(wanted)).toList();
    OrderedWork.run(
        settings.threads(),
        concerned.size(),
        index -> {
          Stretch stretch = concerned.get(index);
          BitSet fields = (BitSet) wanted.clone();
          fields.and(stretch.fields());
          InputScan texts =
              new InputScan(
                  input, names, ScanHints.text(fields, names.size()), fields, settings.options());
          RangeScan again = new RangeScan(texts, settings.control());
          ranges.read(stretch.start(), stretch.end(), again);
          return texts;
        },
        (index, texts) -> merge(texts, concerned.get(index).fields(), wanted, columns));
  }

  private static void merge(InputScan texts, BitSet left, BitSet wanted, List<ColumnScan> columns) {
    for (int field = wanted.nextSetBit(0); field >= 0; field = wanted.nextSetBit(field + 1)) {
      if (left.get(field)) {
        columns.get(field).values().text.mergeText(texts.columns().get(field).values().text);
      }
    }
  }
}
