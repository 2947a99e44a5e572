package io.logflow.scan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What parts of an input that were merged already tell about columns: it spares later parts work
 * that could not change the whole.
 */
final class ScanHints {
  private final BitSet onlyText;
  private final long[] textLimits;
  private final long[] numberLimits;
  private final long[] temporalLimits;

  private ScanHints(int columns) {
    this.onlyText = new BitSet(columns);
    this.textLimits = unlimited(columns);
    this.numberLimits = unlimited(columns);
    this.temporalLimits = unlimited(columns);
  }

  private static long[] unlimited(int columns) {
    long[] limits = new long[columns];
    Arrays.fill(limits, Long.MAX_VALUE);
    return limits;
  }

  /** Nothing is known. */
  static ScanHints none(int columns) {
    return new ScanHints(columns);
  }

  /** These columns are text, and nothing more is known. */
  static ScanHints text(BitSet fields, int columns) {
    ScanHints hints = new ScanHints(columns);
    hints.onlyText.or(fields);
    return hints;
  }

  /** What these columns, so far, tell. */
  static ScanHints of(List<ColumnScan> columns) {
    ScanHints hints = new ScanHints(columns.size());
    for (int field = 0; field < columns.size(); field++) {
      ColumnValues values = columns.get(field).values();
      hints.onlyText.set(field, values.onlyText());
      hints.textLimits[field] = values.text.distinct().limit();
      hints.numberLimits[field] = values.numbers.distinct().limit();
      hints.temporalLimits[field] = values.temporals.distinctLimit();
    }
    return hints;
  }

  /** The scan of a column of a later part. */
  ColumnScan column(ColumnSettings settings, int field) {
    ColumnScan column = new ColumnScan(settings, onlyText.get(field));
    column.values().text.limitDistinct(textLimits[field]);
    column.values().numbers.limitDistinct(numberLimits[field]);
    column.values().temporals.limitDistinct(temporalLimits[field]);
    return column;
  }
}
