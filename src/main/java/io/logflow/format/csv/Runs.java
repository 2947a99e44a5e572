package io.logflow.format.csv;

import java.util.List;

/** Looks for a table that is the lesser part of a file, below a long preamble. */
final class Runs {
  private static final int MOST = 1000;
  private static final int LEAST_WIDTH = 3;
  private static final int LEAST_RECORDS = 3;

  private Runs() {}

  /** Whether records of one width follow each other and are at least a quarter of all. */
  static boolean hold(SampleText sample, Trial trial) {
    List<OutlineRow> rows = Outline.of(sample, trial.dialect(), MOST);
    int longest = 0;
    int length = 0;
    for (int index = 0; index < rows.size(); index++) {
      int width = rows.get(index).width();
      boolean same = index > 0 && width == rows.get(index - 1).width();
      length = width < LEAST_WIDTH ? 0 : same ? length + 1 : 1;
      if (length > longest && holdsValues(rows.subList(index + 1 - length, index + 1))) {
        longest = length;
      }
    }
    return longest >= LEAST_RECORDS && 4 * longest >= rows.size();
  }

  /** Whether a column holds values of a type below its name: names with commas have none. */
  private static boolean holdsValues(List<OutlineRow> run) {
    for (int field = 0; field < run.get(0).kinds().length; field++) {
      int at = field;
      if (run.stream().skip(1).anyMatch(row -> row.kind(at).isTyped())) {
        return true;
      }
    }
    return false;
  }
}
