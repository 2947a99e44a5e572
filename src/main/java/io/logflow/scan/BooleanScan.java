package io.logflow.scan;

import io.logflow.job.CanonicalHash;
import io.logflow.job.ValueForms.BooleanWords;
import java.util.List;
import java.util.Objects;

/**
 * What the values of a column are as {@code true} and {@code false}, or as the words that were
 * given for them. All values have one pair of words.
 */
final class BooleanScan {
  /** The first value that is neither; null while all are. */
  Sample contradiction;

  private final List<BooleanWords> words;
  private BooleanWords used;
  private Sample first;
  private long trues;
  private long falses;

  /**
   * @param words what is taken beside true and false
   */
  BooleanScan(List<BooleanWords> words) {
    this.words = words;
  }

  boolean alive() {
    return contradiction == null;
  }

  /** Whether no other words than true and false are taken. */
  boolean plain() {
    return words.isEmpty();
  }

  void accept(Cell cell) {
    if (contradiction != null) {
      return;
    }
    int code = Values.boolCode(cell.b, cell.from, cell.to);
    BooleanWords found = null;
    for (int index = 0; index < words.size() && code < 0; index++) {
      found = words.get(index);
      code = Values.boolCode(cell.b, cell.from, cell.to, found);
    }
    if (code < 0 || (first != null && !Objects.equals(found, used))) {
      contradiction = cell.sample();
      return;
    }
    if (first == null && !plain()) {
      first = cell.sample();
      used = found;
    }
    trues += code;
    falses += 1 - code;
  }

  void take(long moreTrues, long moreFalses) {
    trues += moreTrues;
    falses += moreFalses;
  }

  void merge(BooleanScan other) {
    contradiction = Sample.first(contradiction, other.contradiction);
    if (first != null && other.first != null && !Objects.equals(used, other.used)) {
      contradiction = Sample.first(contradiction, Sample.last(first, other.first));
    }
    used = first == null ? other.used : used;
    first = Sample.first(first, other.first);
    trues += other.trues;
    falses += other.falses;
  }

  /** The words as a plan has them, {@code yes/no}; empty for true and false. */
  String form() {
    return used == null ? "" : used.yes() + "/" + used.no();
  }

  long hash() {
    return trues * CanonicalHash.ofBoolean(true) + falses * CanonicalHash.ofBoolean(false);
  }

  int distinct() {
    return (trues > 0 ? 1 : 0) + (falses > 0 ? 1 : 0);
  }

  String min() {
    return falses > 0 ? "false" : trues > 0 ? "true" : "";
  }

  String max() {
    return trues > 0 ? "true" : falses > 0 ? "false" : "";
  }
}
