package io.logflow.scan;

import io.logflow.job.CanonicalHash;

/** What the values of a column are as {@code true} and {@code false}. */
final class BooleanScan {
  /** The first value that is neither; null while all are. */
  Sample contradiction;

  private long trues;
  private long falses;

  boolean alive() {
    return contradiction == null;
  }

  void accept(Cell cell) {
    if (contradiction != null) {
      return;
    }
    int code = Values.boolCode(cell.b, cell.from, cell.to);
    if (code < 0) {
      contradiction = cell.sample();
    } else {
      trues += code;
      falses += 1 - code;
    }
  }

  void take(long moreTrues, long moreFalses) {
    trues += moreTrues;
    falses += moreFalses;
  }

  void merge(BooleanScan other) {
    contradiction = Sample.first(contradiction, other.contradiction);
    trues += other.trues;
    falses += other.falses;
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
