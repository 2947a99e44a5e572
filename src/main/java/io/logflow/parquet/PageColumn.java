package io.logflow.parquet;

import io.logflow.job.Column;

/**
 * Takes one column's values of a stretch of rows, in order, and encodes them. One thread at a time;
 * used again for the next stretch.
 */
public sealed interface PageColumn permits NumberPages, TextPages {

  /**
   * A column of a flat type: {@link TextPages} for VARCHAR and for DECIMAL of 19 and more digits,
   * {@link NumberPages} for all others.
   *
   * @throws IllegalArgumentException for STRUCT and LIST
   */
  static PageColumn of(Column column, PageOptions options) {
    PageLayout layout = PageLayout.of(column, options);
    return layout.storage().number() ? new NumberPages(layout) : new TextPages(layout);
  }

  void addNull();

  /** What was added since the last call, encoded; the column is empty afterwards. */
  PageRun finish();

  /** Forgets what was added. */
  void clear();

  /** Bytes of the arrays that this column holds, about. */
  long heldBytes();
}
