package io.logflow.parquet;

import io.logflow.plugin.ColumnBatch;

/**
 * What stands in a column chunk, or in several.
 *
 * @param values values that are not NULL
 * @param nulls NULLs
 * @param hash sum modulo 2^64 of {@link io.logflow.job.CanonicalHash} over the values
 */
public record ChunkCount(long values, long nulls, long hash) {
  public static final ChunkCount NONE = new ChunkCount(0, 0, 0);

  /** Of the rows {@code from} (inclusive) to {@code to} (exclusive) of a batch. */
  public static ChunkCount of(ColumnBatch batch, int from, int to) {
    long values = 0;
    long hash = 0;
    for (int row = from; row < to; row++) {
      if (!batch.isNull(row)) {
        values++;
        hash += ValueHash.of(batch, row);
      }
    }
    return new ChunkCount(values, to - from - values, hash);
  }

  public ChunkCount plus(ChunkCount other) {
    return new ChunkCount(values + other.values, nulls + other.nulls, hash + other.hash);
  }
}
