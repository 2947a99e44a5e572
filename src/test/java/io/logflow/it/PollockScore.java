package io.logflow.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Pollock benchmark measures of one file: success, and precision, recall and their
 * harmonic mean of header, records and cells, ten numbers of 0 to 1 (Vitagliano et al., PVLDB
 * 16(8), 2023). Cells are compared as text. The benchmark also takes different spellings of one
 * number or date for equal, so that its own score is this one or higher.
 */
final class PollockScore {
  private PollockScore() {}

  /**
   * The sum of the ten numbers.
   *
   * @param truth rows of the clean file; the first one is its header, also where there is none
   * @param found names and rows of the converted file; null where nothing was converted
   */
  static double of(List<List<String>> truth, List<List<String>> found) {
    if (found == null) {
      return 0;
    }
    if (truth.isEmpty()) {
      return 10;
    }
    return 1
        + fit(truth.get(0), found.get(0))
        + fit(records(truth), records(found))
        + fit(cells(truth), cells(found));
  }

  /** Borders between cells do not count in a record. */
  private static List<String> records(List<List<String>> rows) {
    return rows.stream().skip(1).map(row -> String.join("", row)).toList();
  }

  private static List<String> cells(List<List<String>> rows) {
    List<String> cells = new ArrayList<>();
    rows.forEach(cells::addAll);
    return cells;
  }

  private static double fit(List<String> truth, List<String> found) {
    if (truth.isEmpty()) {
      return 3;
    }
    double hits = hits(truth, found);
    if (hits == 0) {
      return 0;
    }
    double ofTruth = hits / truth.size();
    double ofFound = hits / found.size();
    return ofTruth + ofFound + 2 * ofTruth * ofFound / (ofTruth + ofFound);
  }

  /** How many are in both, each as often as in the list that has it less often. */
  private static int hits(List<String> truth, List<String> found) {
    Map<String, Integer> left = new HashMap<>();
    truth.forEach(one -> left.merge(one, 1, Integer::sum));
    int hits = 0;
    for (String one : found) {
      if (left.merge(one, -1, Integer::sum) >= 0) {
        hits++;
      }
    }
    return hits;
  }
}
