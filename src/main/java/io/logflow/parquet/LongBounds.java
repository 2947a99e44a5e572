package io.logflow.parquet;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** What the statistics of row groups say of the whole numbers in a column. */
public final class LongBounds {
  private LongBounds() {}

  /**
   * Whether all values of a BIGINT column are known to lie within {@code -most} and {@code most}.
   *
   * @throws io.logflow.job.LogFlowException as {@link ParquetFooters#read}
   */
  public static boolean within(Path file, String column, long most) {
    try (ParquetFileReader reader = ParquetFiles.open(file)) {
      return reader.getRowGroups().stream().allMatch(group -> within(group, column, most));
    } catch (IOException | RuntimeException | NoClassDefFoundError e) {
      throw ParquetFiles.failure(file, e);
    }
  }

  private static boolean within(BlockMetaData group, String column, long most) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      String[] path = chunk.getPath().toArray();
      if (path.length == 1 && path[0].equals(column)) {
        return isWithin(chunk.getStatistics(), group.getRowCount(), most);
      }
    }
    return false;
  }

  private static boolean isWithin(Statistics<?> known, long rows, long most) {
    if (known == null) {
      return rows == 0;
    }
    if (known.isNumNullsSet() && known.getNumNulls() == rows) {
      return true;
    }
    return known instanceof LongStatistics longs
        && longs.hasNonNullValue()
        && longs.getMin() >= -most
        && longs.getMax() <= most;
  }
}
