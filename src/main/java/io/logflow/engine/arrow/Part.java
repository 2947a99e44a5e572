package io.logflow.engine.arrow;

import io.logflow.parquet.PageRun;
import java.util.List;

/**
 * Encoded rows.
 *
 * @param rows how many
 * @param textBytes bytes of their text, also of columns that were not encoded
 * @param runs a column each; null for one that was not encoded
 */
record Part(int rows, long textBytes, List<PageRun> runs) {

  /** Bytes that count for the size of a row group: those of text, of values, or of memory. */
  long bytes() {
    long plain = 0;
    long held = 0;
    for (PageRun run : runs) {
      plain += run == null ? 0 : run.plainBytes();
      held += run == null ? 0 : run.heldBytes();
    }
    return Math.max(textBytes, Math.max(plain, held));
  }
}
