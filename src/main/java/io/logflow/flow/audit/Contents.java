package io.logflow.flow.audit;

import io.logflow.job.Column;
import io.logflow.job.LogFlowException;
import io.logflow.job.TypeKind;
import io.logflow.parquet.Outputs;
import io.logflow.parquet.ParquetResultReader;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the values of outputs. */
final class Contents {
  private Contents() {}

  /** Why not every value can be read, or not as many rows as the footer promises. */
  static Optional<String> problem(Path file, long rows) {
    try {
      long found = 0;
      for (Path part : Outputs.files(file)) {
        found += rows(part);
      }
      return found == rows
          ? Optional.empty()
          : Optional.of("It holds %d rows and its footer says %d.".formatted(found, rows));
    } catch (LogFlowException | IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static long rows(Path file) throws IOException {
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      long rows = 0;
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        rows += batch.get(0).length();
      }
      return rows;
    }
  }

  /** The sum of a BIGINT column; empty where there is none of that name, or it cannot be read. */
  static Optional<Long> sum(Path file, String column) {
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      List<Column> columns = reader.schema().columns();
      for (int index = 0; index < columns.size(); index++) {
        if (columns.get(index).name().equals(column)
            && columns.get(index).type().kind() == TypeKind.BIGINT) {
          return Optional.of(sum(reader, index));
        }
      }
      return Optional.empty();
    } catch (LogFlowException | IOException e) {
      return Optional.empty();
    }
  }

  private static long sum(ParquetResultReader reader, int column) throws IOException {
    long sum = 0;
    for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
      ColumnBatch values = batch.get(column);
      for (int row = 0; row < values.length(); row++) {
        sum += values.isNull(row) ? 0 : values.longAt(row);
      }
    }
    return sum;
  }
}
