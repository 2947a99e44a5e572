package io.logflow.parquet;

import io.logflow.plugin.ColumnBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a file as texts, as we read them and as DuckDB does. */
final class RowTexts {
  private RowTexts() {}

  /** The values of a batch, row by row; NULL is null. */
  static List<List<String>> of(List<? extends ColumnBatch> batch) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < batch.get(0).length(); row++) {
      List<String> texts = new ArrayList<>();
      for (ColumnBatch column : batch) {
        texts.add(text(column, row));
      }
      rows.add(texts);
    }
    return rows;
  }

  private static String text(ColumnBatch column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (column.type().kind()) {
      case DOUBLE -> Double.toString(column.doubleAt(row));
      case DECIMAL -> column.decimalAt(row).toString();
      case VARCHAR ->
          new String(
              column.bytesAt(row),
              column.startAt(row),
              column.endAt(row) - column.startAt(row),
              StandardCharsets.UTF_8);
      default -> Long.toString(column.longAt(row));
    };
  }

  /** Every value as DuckDB prints it. */
  static List<List<String>> ofDuckdb(Path file) throws Exception {
    return query("SELECT COLUMNS(*)::VARCHAR FROM read_parquet('" + file + "')");
  }

  /** The columns' types as DuckDB sees them. */
  static List<String> typesOfDuckdb(Path file) throws Exception {
    return query("DESCRIBE SELECT * FROM read_parquet('" + file + "')").stream()
        .map(row -> row.get(1))
        .toList();
  }

  static List<List<String>> query(String sql) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet rows = statement.executeQuery(sql)) {
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            row.add(rows.getString(column));
          }
          all.add(row);
        }
        return all;
      }
    }
  }
}
