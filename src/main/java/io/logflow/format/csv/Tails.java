package io.logflow.format.csv;

import java.util.Arrays;
import java.util.List;

/** Looks at the last records of a text, of which the first ones were found to be a table. */
final class Tails {
  /** Bytes of the end that are looked at. */
  private static final int BYTES = 1 << 14;

  private static final int LAST = 3;

  private Tails() {}

  /** Whether one of the last records is not like the first ones. */
  static boolean odd(SampleText sample, SampleTail tail, Trial table) {
    SampleTail last = sample.complete() ? of(sample) : tail;
    List<OutlineRow> rows =
        Outline.of(new SampleText(last.utf8(), true), table.dialect(), Integer.MAX_VALUE);
    for (OutlineRow row : rows.subList(Math.max(0, rows.size() - LAST), rows.size())) {
      if (row.width() != table.width() || row.gap() || row.filled() <= 1) {
        return true;
      }
    }
    return false;
  }

  private static SampleTail of(SampleText sample) {
    byte[] text = sample.utf8();
    int from = Math.max(0, text.length - BYTES);
    return SampleTail.of(Arrays.copyOfRange(text, from, text.length), from);
  }
}
