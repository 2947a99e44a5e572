package io.logflow.parquet;

import io.logflow.job.CanonicalHash;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a column of dates holds when each of them is the beginning of its day. */
public final class DatesAsTimes {
  private static final long SECONDS_A_DAY = 86_400;

  private DatesAsTimes() {}

  /**
   * Counts the dates of a file as timestamps.
   *
   * @param column its place, from 0
   * @throws io.logflow.job.LogFlowException as {@link ParquetResultReader#next}
   */
  public static ChunkCount of(Path file, int column) throws IOException {
    ChunkCount sum = ChunkCount.NONE;
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        sum = sum.plus(of(batch.get(column)));
      }
    }
    return sum;
  }

  private static ChunkCount of(ColumnBatch dates) {
    long values = 0;
    long hash = 0;
    for (int row = 0; row < dates.length(); row++) {
      if (!dates.isNull(row)) {
        values++;
        hash += CanonicalHash.ofTime(dates.longAt(row) * SECONDS_A_DAY, 0);
      }
    }
    return new ChunkCount(values, dates.length() - values, hash);
  }
}
