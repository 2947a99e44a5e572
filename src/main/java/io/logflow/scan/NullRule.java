package io.logflow.scan;

import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.QuotedEmpty;

/** Tells values from NULL. What stands in quotes depends on whether the input quotes everything. */
final class NullRule {
  private final NullWords words;
  private final QuotedEmpty quotedEmpty;
  private boolean anyUnquoted;

  /** What a field is. */
  enum Verdict {
    VALUE,
    NULL,
    /** NULL if the input quotes everything, else a value. */
    UNDECIDED
  }

  NullRule(ConversionOptions options) {
    this.words = new NullWords(options.nullValues());
    this.quotedEmpty = options.quotedEmpty();
  }

  /** Notes that the input, or the part of it that is read, does not quote everything. */
  void noteUnquoted(boolean any) {
    anyUnquoted |= any;
  }

  Verdict judge(Cell cell, boolean quoted) {
    if (!words.matches(cell.b, cell.from, cell.to)) {
      return Verdict.VALUE;
    }
    if (!quoted || quotedEmpty == QuotedEmpty.NULL) {
      return Verdict.NULL;
    }
    return anyUnquoted || quotedEmpty == QuotedEmpty.TEXT ? Verdict.VALUE : Verdict.UNDECIDED;
  }

  /** Whether quoted fields may be NULL, once everything was read. */
  boolean quotedNulls(long rows) {
    return switch (quotedEmpty) {
      case NULL -> true;
      case TEXT -> false;
      case AUTO -> rows > 0 && !anyUnquoted;
    };
  }

  boolean anyUnquoted() {
    return anyUnquoted;
  }

  /** Bytes of the longest text that may mean NULL. */
  int longest() {
    return words.longest();
  }
}
