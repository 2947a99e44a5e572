package io.logflow.engine;

import io.logflow.format.RecordReader;
import io.logflow.job.InputPlan;
import io.logflow.scan.NullWords;

/** Which fields of one input are NULL. */
final class NullRule {
  private final boolean quotedNulls;
  private final NullWords words;

  NullRule(InputPlan input, NullWords words) {
    this.quotedNulls = input.quotedNulls();
    this.words = words;
  }

  boolean isNull(RecordReader record, int field) {
    return (quotedNulls || !record.quoted(field))
        && words.matches(record.buffer(), record.start(field), record.end(field));
  }
}
