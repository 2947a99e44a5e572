package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Parquet with DuckDB, which shares no code with LogFlow's own reader. */
final class Readback {
  private Readback() {}

  /** All values of all columns, in order, as DuckDB shows them; null is NULL. */
  static Map<String, List<String>> columns(Path parquet) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    query(
        "SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?)",
        parquet,
        row -> {
          ResultSetMetaData shape = row.getMetaData();
          for (int i = 1; i <= shape.getColumnCount(); i++) {
            columns.computeIfAbsent(shape.getColumnName(i), name -> new ArrayList<>());
          }
          while (row.next()) {
            for (int i = 1; i <= shape.getColumnCount(); i++) {
              columns.get(shape.getColumnName(i)).add(row.getString(i));
            }
          }
        });
    return columns;
  }

  /** Column names and DuckDB's names of their types, in order. */
  static Map<String, String> types(Path parquet) {
    Map<String, String> types = new LinkedHashMap<>();
    query(
        "DESCRIBE SELECT * FROM read_parquet(?)",
        parquet,
        row -> {
          while (row.next()) {
            types.put(row.getString(1), row.getString(2));
          }
        });
    return types;
  }

  /** LogFlow's key-value metadata in the footer. */
  static Map<String, String> footer(Path parquet) {
    Map<String, String> keys = new LinkedHashMap<>();
    query(
        "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)",
        parquet,
        row -> {
          while (row.next()) {
            keys.put(row.getString(1), row.getString(2));
          }
        });
    return keys;
  }

  /** The compression of the column chunks. */
  static List<String> codecs(Path parquet) {
    List<String> codecs = new ArrayList<>();
    query(
        "SELECT DISTINCT compression FROM parquet_metadata(?)",
        parquet,
        row -> {
          while (row.next()) {
            codecs.add(row.getString(1));
          }
        });
    return codecs;
  }

  /** Hash of each column that does not depend on the order of rows, by DuckDB's own hash. */
  static Map<String, String> hashes(Path parquet) {
    Map<String, String> hashes = new LinkedHashMap<>();
    query(
        "SELECT count(COLUMNS(*))::VARCHAR || ' ' || sum(hash(COLUMNS(*)))::VARCHAR"
            + " FROM read_parquet(?)",
        parquet,
        row -> {
          row.next();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            hashes.put(row.getMetaData().getColumnName(i), row.getString(i));
          }
        });
    return hashes;
  }

  /** Sums of the columns' values as far as they are numbers, null where none is. */
  static Map<String, BigDecimal> sums(Path parquet) {
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    query(
        "SELECT sum(TRY_CAST(COLUMNS(*)::VARCHAR AS DOUBLE)) FROM read_parquet(?)",
        parquet,
        row -> {
          row.next();
          ResultSetMetaData shape = row.getMetaData();
          String[] names = types(parquet).keySet().toArray(String[]::new);
          for (int i = 1; i <= shape.getColumnCount(); i++) {
            double sum = row.getDouble(i);
            sums.put(names[i - 1], row.wasNull() ? null : BigDecimal.valueOf(sum));
          }
        });
    return sums;
  }

  /** How many values of each column are not NULL. */
  static Map<String, Long> counts(Path parquet) {
    Map<String, Long> counts = new LinkedHashMap<>();
    query(
        "SELECT count(COLUMNS(*)) FROM read_parquet(?)",
        parquet,
        row -> {
          row.next();
          String[] names = types(parquet).keySet().toArray(String[]::new);
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            counts.put(names[i - 1], row.getLong(i));
          }
        });
    return counts;
  }

  /** The one value of a query over the file, as DuckDB shows it. */
  static String value(String sql, Path parquet) {
    List<String> values = new ArrayList<>();
    query(
        sql,
        parquet,
        row -> {
          while (row.next()) {
            values.add(row.getString(1));
          }
        });
    assertThat(values).hasSize(1);
    return values.get(0);
  }

  private interface RowsConsumer {
    void accept(ResultSet rows) throws SQLException;
  }

  private static void query(String sql, Path parquet, RowsConsumer consumer) {
    try (PreparedStatement statement = Shared.CONNECTION.prepareStatement(sql)) {
      statement.setString(1, parquet.toString().replaceAll("[*?\\[\\]]", "[$0]"));
      try (ResultSet rows = statement.executeQuery()) {
        consumer.accept(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One database for all tests of a process: opening one takes longer than most queries. */
  private static final class Shared {
    static final Connection CONNECTION = open();

    private static Connection open() {
      try {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement settings = connection.createStatement()) {
          settings.execute("SET TimeZone='UTC'");
          // Tests write other content under the same name.
          settings.execute("SET enable_external_file_cache=false");
        }
        return connection;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
