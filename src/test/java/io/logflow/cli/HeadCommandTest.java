package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HeadCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void rows_stand_under_names_and_types() throws Exception {
    Path file =
        parquet(
            "SELECT * FROM (VALUES (1, 'a' || chr(27) || '[31m', 1.50::DECIMAL(4,2)),"
                + " (20, NULL, -0.25), (3, 'NULL', NULL)) t(id, \"the name\", price)");
    assertThat(run("head", file.toString(), "-n", "2")).isZero();
    assertThat(out.toString().lines())
        .hasSize(6)
        .startsWith(
            "id      the name     price",
            "BIGINT  VARCHAR      DECIMAL(4,2)",
            "------  -----------  ------------",
            "1       a\\u001B[31m  1.50",
            "20      <NULL>       -0.25")
        .last()
        .asString()
        .matches("3 rows in 1 row group, [0-9.]+ K?B, snappy");
  }

  @Test
  void nested_columns_are_shown_as_json() throws Exception {
    Path file =
        parquet("SELECT [1, NULL, 3] AS l, {'a': 1, 'b': DATE '2024-01-05'} AS s, NULL AS n");
    assertThat(run("head", file.toString(), "--json")).isZero();
    assertThat(out.toString())
        .contains("\"[1,null,3]\"", "{\\\"a\\\":1,\\\"b\\\":\\\"2024-01-05\\\"}", "null]]")
        .contains("\"columns\":[{\"name\":\"l\",\"type\":\"VARCHAR\"}");
  }

  @Test
  void wide_tables_and_long_values_are_cut() throws Exception {
    Path file = parquet("SELECT repeat('x', 1000) AS a, repeat('y', 50) AS b, 1 AS c, 2 AS d");
    assertThat(run("head", file.toString(), "--width", "80")).isZero();
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(out.toString()).contains("x".repeat(32) + "...  ", "... and 1 more columns");
  }

  @Test
  void letters_of_east_asia_take_two_columns() throws Exception {
    Path file =
        parquet(
            "SELECT * FROM (VALUES ('注文番号', 1), ('ﾊﾝｶｸ', 2), ('e\u0301', 3), ('주문', 4))"
                + " t(a, b)");
    assertThat(run("head", file.toString(), "--width", "80")).isZero();
    assertThat(out.toString().lines().skip(3).limit(4))
        .containsExactly("注文番号  1", "ﾊﾝｶｸ      2", "e\u0301         3", "주문      4");
  }

  @Test
  void what_is_no_parquet_file_is_said_in_words() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n");
    assertThat(run("head", file.toString())).isEqualTo(5);
    assertThat(err.toString()).contains("error: " + file + " is not a Parquet file");
    assertThat(run("head", folder.resolve("none").toString())).isEqualTo(4);
    assertThat(run("head", file.toString(), "-n", "-1")).isEqualTo(2);
  }

  private int run(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(args);
  }

  private Path parquet(String select) throws Exception {
    Path file = folder.resolve("a.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }
}
