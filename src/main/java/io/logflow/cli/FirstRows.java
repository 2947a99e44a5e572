package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.parquet.ParquetResultReader;
import io.logflow.parquet.ValueText;
import io.logflow.plugin.ColumnBatch;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a Parquet file as text. */
final class FirstRows {
  private FirstRows() {}

  /** At most {@code rows} rows; null where a value is NULL. */
  static List<List<String>> read(ParquetResultReader reader, int rows) {
    List<List<String>> values = new ArrayList<>();
    while (values.size() < rows) {
      List<ColumnBatch> batch = reader.next();
      if (batch.isEmpty()) {
        break;
      }
      for (int row = 0; row < batch.get(0).length() && values.size() < rows; row++) {
        List<String> texts = new ArrayList<>();
        for (ColumnBatch column : batch) {
          texts.add(column.isNull(row) ? null : ValueText.plain(column, row));
        }
        values.add(texts);
      }
    }
    return values;
  }

  /** A number of rows as it was asked for. */
  static int checked(int rows) {
    if (rows < 0) {
      throw ErrorKind.USAGE.error("-n is " + rows + ".", "Give 0 or a positive number of rows.");
    }
    return rows;
  }
}
