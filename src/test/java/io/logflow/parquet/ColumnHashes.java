package io.logflow.parquet;

import io.logflow.job.ColumnStatistics;
import io.logflow.job.Control;
import io.logflow.job.TypeKind;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Counts what stands in a Parquet file. */
public final class ColumnHashes {
  private ColumnHashes() {}

  /**
   * Statistics of every column over all rows; lengths are those of text in bytes, 0 for other
   * types, since the file does not know how values once were written.
   *
   * @throws io.logflow.job.LogFlowException as {@link ParquetFooters#read}
   */
  public static List<ColumnStatistics> of(Path file) throws IOException {
    return of(file, Control.NONE);
  }

  /**
   * As {@link #of(Path)}, under the job's control.
   *
   * @throws io.logflow.job.LogFlowException as {@link ParquetFooters#read}; CANCELLED
   */
  public static List<ColumnStatistics> of(Path file, Control control) throws IOException {
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      List<Counting> columns =
          reader.schema().columns().stream()
              .map(column -> new Counting(new ColumnCounter(column.type())))
              .toList();
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        control.check();
        for (int column = 0; column < batch.size(); column++) {
          columns.get(column).add(batch.get(column));
        }
      }
      return columns.stream().map(Counting::statistics).toList();
    }
  }

  private static final class Counting {
    private final ColumnCounter counter;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    Counting(ColumnCounter counter) {
      this.counter = counter;
    }

    void add(ColumnBatch batch) {
      counter.add(batch);
      for (int row = 0; row < batch.length() && batch.type().kind() == TypeKind.VARCHAR; row++) {
        if (!batch.isNull(row)) {
          shortest = Math.min(shortest, batch.endAt(row) - batch.startAt(row));
          longest = Math.max(longest, batch.endAt(row) - batch.startAt(row));
        }
      }
    }

    ColumnStatistics statistics() {
      return counter.statistics(shortest == Integer.MAX_VALUE ? 0 : shortest, longest);
    }
  }
}
