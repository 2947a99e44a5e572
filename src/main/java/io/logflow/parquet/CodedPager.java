package io.logflow.parquet;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;

/** Cuts indices into a column chunk's dictionary into pages. */
final class CodedPager {
  private static final int MOST_ROWS = 1 << 17;

  private final PageMaker maker;
  private final NullBits nulls = new NullBits();
  private int[] indices = new int[64];
  private int count;
  private int greatest;
  private ChunkDictionary dictionary;

  CodedPager(PageMaker maker) {
    this.maker = maker;
  }

  /** Begins; a failure may have left something of another column. */
  void start(ChunkDictionary chunk) {
    nulls.clear();
    count = 0;
    dictionary = chunk;
    greatest = 0;
    chunk.startBounds();
  }

  boolean empty() {
    return nulls.rows() == 0;
  }

  /** Adds a run's rows. {@code numbers} has the place in this dictionary for each of the run's. */
  void add(PageRun run, int[] numbers) {
    if (nulls.rows() + (long) run.rows() > MOST_ROWS) {
      flush();
    }
    int value = 0;
    int row = 0;
    while (row < run.rows()) {
      int taken = Math.min(run.rows() - row, MOST_ROWS - nulls.rows());
      int values = taken - run.nulls().nullsIn(row, row + taken);
      append(run.values().indices(), value, values, numbers);
      offer(numbers, taken == run.rows() ? null : run.values().indices(), value, values);
      nulls.add(run.nulls(), row, row + taken);
      row += taken;
      value += values;
      if (row < run.rows()) {
        flush();
      }
    }
  }

  /** Adds rows that are all NULL. */
  void addNulls(NullBits bits) {
    nulls.add(bits, 0, bits.rows());
  }

  private void append(Indices from, int first, int more, int[] numbers) {
    if (count + more > indices.length) {
      indices = Arrays.copyOf(indices, Math.max(count + more, indices.length * 2));
    }
    from.renumber(first, more, numbers, indices, count);
    count += more;
  }

  /** Bounds come from the values that are there: all of the run's, or those of the part. */
  private void offer(int[] numbers, Indices part, int first, int values) {
    boolean[] used = new boolean[part == null ? 0 : numbers.length];
    for (int i = 0; part != null && i < values; i++) {
      used[part.at(first + i)] = true;
    }
    for (int i = 0; i < numbers.length; i++) {
      if (part == null || used[i]) {
        dictionary.offer(numbers[i]);
        greatest = Math.max(greatest, numbers[i]);
      }
    }
  }

  void flush() {
    if (empty()) {
      return;
    }
    ByteSink out = maker.begin(nulls);
    int width = HybridEncoder.width(greatest + 1);
    out.put(width);
    HybridEncoder.encode(indices, count, width, out);
    maker.end(nulls.rows(), Encoding.RLE_DICTIONARY, dictionary.statistics(nulls.nulls()));
    nulls.clear();
    count = 0;
    greatest = 0;
    dictionary.startBounds();
  }
}
