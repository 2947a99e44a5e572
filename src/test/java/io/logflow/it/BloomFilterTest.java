package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Bloom filters that were asked for are there, and DuckDB finds by them what is in the file.
 */
class BloomFilterTest {
  private static final int ROWS = 30_000;

  /** A value of each column in SQL. */
  private static final Map<String, String> VALUES =
      Map.of("id", "%d", "word", "'w%d'", "day", "DATE '0001-01-01' + %d", "exact", "%d.5");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, last row contradicts: {1}")
  @CsvSource({"arrow,false", "arrow,true", "avro,false"})
  void columns_that_were_asked_for_have_filters_that_tell_the_truth(String engine, boolean late)
      throws Exception {
    List<String> lines = new ArrayList<>(List.of("id,word,day,exact,other"));
    for (int row = 0; row < ROWS; row++) {
      int value = row * 7;
      LocalDate day = LocalDate.of(1, 1, 1).plusDays(value);
      lines.add(value + ",w" + value + "," + day + "," + value + ".5," + row);
    }
    lines.add("-1,w-1,0002-01-01,-1.5," + (late ? "none" : "1"));
    Path input = Files.write(folder.resolve("in.csv"), lines);
    Map<String, Object> settings =
        Map.of(
            "conversion.bloom_filters",
            List.of("id", "word", "day", "exact", "nowhere"),
            "conversion.row_group_size",
            "256KB");

    Outcome outcome;
    try (Workbench bench = new Workbench(folder)) {
      outcome = bench.convert(input, folder.resolve("out.parquet"), engine, settings);
    }

    assertThat(outcome.warnings())
        .contains("A Bloom filter was asked for column 'nowhere', which is in no input.");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      String file = "'" + outcome.output() + "'";
      long groups = count(duck, "max(row_group_id) + 1 FROM parquet_metadata(" + file + ")");
      assertThat(groups).isGreaterThan(1);
      for (Map.Entry<String, String> column : VALUES.entrySet()) {
        String name = column.getKey();
        assertThat(filters(duck, file, name)).as(name).isEqualTo(groups);
        long maybe = 0;
        for (int row = 0; row < ROWS; row += ROWS / 100) {
          String there = column.getValue().formatted(row * 7);
          assertThat(notExcluded(duck, file, name, there)).as(name).isPositive();
          maybe += notExcluded(duck, file, name, column.getValue().formatted(row * 7 + 1));
        }
        // One in a hundred is aimed at; five in a hundred would be an error.
        assertThat(maybe).as(name).isLessThan(groups * 5);
      }
      assertThat(filters(duck, file, "other")).isZero();
    }
  }

  private static long filters(Connection duck, String file, String column) throws SQLException {
    return count(
        duck,
        "count(bloom_filter_offset) FROM parquet_metadata(%s) WHERE path_in_schema = '%s'"
            .formatted(file, column));
  }

  private static long notExcluded(Connection duck, String file, String column, String value)
      throws SQLException {
    return count(
        duck,
        "count(*) FROM parquet_bloom_probe(%s, '%s', %s) WHERE NOT bloom_filter_excludes"
            .formatted(file, column, value));
  }

  private static long count(Connection duck, String query) throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
