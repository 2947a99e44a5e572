package io.logflow.parquet;

import org.apache.parquet.column.statistics.Statistics;

/** The dictionary of a column chunk, made of those of its runs. */
interface ChunkDictionary {

  /** Forgets all values. */
  void start(PageLayout layout);

  /**
   * Adds a run's values and gives the place of each; null where they do not fit any more, and then
   * nothing is added.
   */
  int[] place(RunValues run);

  int size();

  /** Bytes of the values, plainly encoded. */
  long bytes();

  /** The values, plainly encoded. */
  ByteSink plain();

  void startBounds();

  /** Counts a value as one of the page. */
  void offer(int index);

  /** What was offered since {@link #startBounds}. */
  Statistics<?> statistics(long nulls);
}
