package io.logflow.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Counts the records that name the columns, once the first is known to. A further one repeats the
 * first, or has texts, and no value, over columns of values; words for a missing value are none.
 */
final class HeaderRows {
  private static final int MOST = 5;
  private static final int BELOW = 200;
  private static final Set<String> MISSING =
      Set.of("na", "n/a", "nan", "null", "none", "-", "--", ".", "?", "nil", "missing", "unknown");

  private final SampleText sample;
  private final List<OutlineRow> rows;
  private final TableBlock block;

  private HeaderRows(SampleText sample, List<OutlineRow> rows, TableBlock block) {
    this.sample = sample;
    this.rows = rows;
    this.block = block;
  }

  static int count(SampleText sample, List<OutlineRow> rows, TableBlock block) {
    return new HeaderRows(sample, rows, block).count();
  }

  private int count() {
    int count = 1;
    while (count < MOST
        && block.start() + count + 1 < block.end()
        && isHeader(block.start() + count)) {
      count++;
    }
    return count;
  }

  private boolean isHeader(int index) {
    OutlineRow row = rows.get(index);
    if (row.width() != block.width() || row.gap()) {
      return false;
    }
    if (row.hash() == rows.get(block.start()).hash()) {
      return true;
    }
    // Titles of groups, and units, leave cells open; else it is more likely a row of texts.
    int cells = Math.min(block.width(), Outline.CELLS);
    if (rows.get(block.start()).filled() >= cells && row.filled() >= cells) {
      return false;
    }
    int columns = 0;
    int texts = 0;
    for (int field = 0; field < row.kinds().length; field++) {
      if (isValues(index, field)) {
        columns++;
        texts += row.kind(field) == CellKind.TEXT ? 1 : 0;
      }
    }
    boolean named = row.typed() == 0 && texts >= 2 && 2 * texts >= columns;
    return named && !holdsMissing(row);
  }

  /** Whether nearly all below are values of a type. */
  private boolean isValues(int index, int field) {
    int typed = 0;
    int texts = 0;
    int to = Math.min(block.end(), index + 1 + BELOW);
    for (int below = index + 1; below < to; below++) {
      CellKind kind = rows.get(below).kind(field);
      typed += kind.isTyped() ? 1 : 0;
      texts += kind == CellKind.TEXT ? 1 : 0;
    }
    return typed >= 3 && typed >= 9 * texts;
  }

  private boolean holdsMissing(OutlineRow row) {
    String line =
        new String(
            sample.utf8(),
            (int) row.start(),
            (int) (row.end() - row.start()),
            StandardCharsets.UTF_8);
    for (String word : line.split("[,;|\\t\"' ]+", -1)) {
      if (MISSING.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
