package io.logflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnType;
import io.logflow.job.Dialect;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckLinesTest {
  private static final Map<String, String> ENDINGS = Map.of("LF", "\n", "CRLF", "\r\n", "CR", "\r");

  @TempDir Path folder;
  private DuckCase given;

  @BeforeEach
  void start() throws IOException {
    given = new DuckCase(folder);
    given.column("a", ColumnType.VARCHAR, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nx\ny\n", "a\nx\ny", "a\r\nx\r\ny\r\n", "a\rx\ry", "a\r\nx\r\ny"})
  void a_line_is_a_record(String content) throws IOException {
    given.input("in.csv", content, 2);
    assertThat(lines().areRecords()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n\"x\nz\"\ny\n", "a\nx\n\"y\r\"", "\"a\r\n\"\r\nx\r\ny"})
  void a_record_of_two_lines_is_seen(String content) throws IOException {
    given.input("in.csv", content, 2);
    assertThat(lines().areRecords()).isFalse();
  }

  @Test
  void line_ends_parted_by_a_buffer_count_once() throws IOException {
    String longLine = "x".repeat((1 << 18) - 4);
    given.input("in.csv", "a\r\n" + longLine + "\r\ny\r\n", 2);
    assertThat(lines().areRecords()).isTrue();
  }

  private DuckLines lines() throws IOException {
    return DuckLines.of(given.plan().inputs().get(0));
  }

  /** DuckDB takes the first line ending of a file for the one of its records. */
  @ParameterizedTest
  @CsvSource({"LF, CRLF", "CR, CRLF", "CRLF, LF", "CR, LF", "LF, LF", "CRLF, CRLF"})
  void a_line_ending_in_the_first_value_says_nothing_of_records(String inside, String after)
      throws Exception {
    String text = "x" + ENDINGS.get(inside) + "y";
    given.column("b", ColumnType.VARCHAR, 3);
    given.dialect = new Dialect(",", '"', '"', false, 0, "by hand");
    List<String> lines = List.of("\"" + text + "\",\"p\"", "\"q\",r", "s,\"\"\"t\"");
    given.input("in.csv", String.join(ENDINGS.get(after), lines) + ENDINGS.get(after), 3);

    assertThat(lines().misleading().isPresent()).isEqualTo(!inside.equals(after));
    assertThat(DuckDbEngineTest.convert(given).engine()).isEqualTo("duckdb");
    assertThat(given.output("a, b")).containsExactly(text + "|p", "q|r", "s|\"t");
  }

  /** DuckDB's parallel reader was seen to take such text for rows. */
  @Test
  void quoted_lines_that_look_like_rows_are_text() throws Exception {
    int rows = 1_600_000;
    given = new DuckCase(folder);
    given.column("a", ColumnType.BIGINT, rows).column("b", ColumnType.VARCHAR, rows);
    given.column("c", ColumnType.BIGINT, rows);
    Path file = folder.resolve("in.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("a,b,c\n");
      for (int row = 0; row < rows; row++) {
        String text = row % 2 == 0 ? "\"\"\n1,2,3\n4,5,6\n" : "\n" + row + ",\"\"x\n2,y,3\n\"\"";
        out.write(row + ",\"" + text + "\"," + row % 1000 + "\n");
      }
    }
    given.input(file, List.of("a", "b", "c"), List.of(0, 1, 2), rows, "UTF-8");
    assertThat(DuckDbEngineTest.convert(given).engine()).isEqualTo("duckdb");
    assertThat(given.output("count(*) FILTER (a = file_row_number AND c = a % 1000)"))
        .containsExactly("1600000");
  }
}
