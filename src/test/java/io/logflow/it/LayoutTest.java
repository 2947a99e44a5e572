package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ConfigurationException;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorted and parted outputs, read with DuckDB. */
class LayoutTest {
  private static final String SORT = "conversion.sort_by";
  private static final String PARTITION = "conversion.partition_by";
  private static final String SIZE = "conversion.max_file_size";

  /** One row for each type, and one of NULLs; the third column is a line's number. */
  private static final String TYPES =
      """
      key,zip,line,exact,at,tz,clock,day,yes,file_row_number
      b,00123,1,12345678901234567890.1234567891,2024-01-05T10:00:00.123456789,2024-01-05T10:00:00.123456789Z,01:02:03.123456789,2024-01-05,true,x
      a,7,2,2.5,2024-01-05T10:00:00.1,2024-01-05T12:00:00+02:00,01:02:03,2024-01-06,false,y
      ,,3,,,,,,,
      a,,4,-0.0000000001,1969-12-31T23:59:59.999999999,1970-01-01T00:00:00Z,23:59:59.999999999,0001-01-01,true,z
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key|2 4 1 3",
        "key desc|1 2 4 3",
        "day desc|2 1 4 3",
        "exact|4 2 1 3",
        "zip, line desc|1 2 4 3",
        "yes,at ASC|2 4 1 3",
      })
  void rows_are_sorted_equal_ones_as_they_came_and_null_comes_last(String by, String lines)
      throws Exception {
    List<String> keys = Stream.of(by.split(",", -1)).map(String::strip).toList();
    Path output = convert(TYPES, Map.of(SORT, keys)).output();
    assertThat(output).isEqualTo(folder.resolve("out.parquet"));
    assertThat(texts("SELECT line FROM read_parquet('%s')".formatted(output)))
        .containsExactly(lines.split(" ", -1));
  }

  @Test
  void thousands_of_equal_keys_keep_their_order() throws Exception {
    String rows =
        IntStream.range(0, 300_000)
            .mapToObj(i -> i % 7 + "," + i)
            .collect(Collectors.joining("\n", "k,line\n", "\n"));
    Path output =
        convert(rows, Map.of(SORT, List.of("k desc"), "conversion.row_group_size", "256KB"))
            .output();
    assertThat(
            texts(
                "SELECT count(*) FROM (SELECT k, line, lag(k) OVER w AS k0, lag(line) OVER w AS l0"
                    + " FROM read_parquet('%s', file_row_number = true)".formatted(output)
                    + " WINDOW w AS (ORDER BY file_row_number))"
                    + " WHERE k > k0 OR (k = k0 AND line < l0)"))
        .containsExactly("0");
    assertThat(Readback.footer(output)).containsEntry("logflow.sorted_by", "k desc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "zip", "exact", "at", "tz", "clock", "day", "yes", "key,zip"})
  void parts_hold_every_value_with_its_type_whatever_their_folder(String by) throws Exception {
    Path plain = convert(TYPES, Map.of()).output();
    Path output = convert(TYPES, Map.of(PARTITION, List.of(by.split(",", -1)))).output();

    assertThat(output).isEqualTo(folder.resolve("out"));
    for (String reading :
        List.of("", ", hive_partitioning = false", ", hive_partitioning = true")) {
      String all = "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('%s'%s) ORDER BY line";
      String parts = output + "/**/*.parquet";
      assertThat(texts(all.formatted(parts, reading))).isEqualTo(texts(all.formatted(plain, "")));
    }
    // DuckDB takes the type of such a column from the names of folders unless it is told not to.
    String types = "SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet('%s'%s))";
    assertThat(texts(types.formatted(output + "/**/*.parquet", ", hive_partitioning = false")))
        .isEqualTo(texts(types.formatted(plain, "")));
  }

  @Test
  void hostile_values_make_folders_of_their_own_within_the_output() throws Exception {
    List<String> values =
        List.of(
            "../../x",
            "/etc",
            "DE",
            "de",
            "a b",
            "\"\"",
            "",
            "..",
            ".",
            "😀",
            "NULL",
            "x.",
            "__HIVE_DEFAULT_PARTITION__",
            "%2e%2e",
            "a=b",
            "café",
            "cafe\u0301",
            "CON");
    List<String> lines = new ArrayList<>(List.of("k,line"));
    for (int line = 0; line < values.size(); line++) {
      lines.add(values.get(line) + "," + line);
    }
    Path output =
        convert(String.join("\n", lines) + "\n", Map.of(PARTITION, List.of("k"))).output();

    List<Path> parts = parts(output);
    assertThat(parts).hasSize(values.size()).allMatch(part -> part.startsWith(output));
    assertThat(parts.stream().map(part -> part.getParent().toString().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("in.csv", "home", "out");
    }
    assertThat(
            texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k = '../../x'"
                    .formatted(output)))
        .containsExactly("0");
    assertThat(
            texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k IS NULL"
                    .formatted(output)))
        .containsExactly("6");
    assertThat(
            texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k = ''".formatted(output)))
        .containsExactly("5");
    assertThat(
            texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k = 'de'"
                    .formatted(output)))
        .containsExactly("3");
  }

  @Test
  void parts_are_no_larger_than_asked_and_lie_in_the_order_of_rows() throws Exception {
    String rows =
        IntStream.range(0, 60_000)
            .mapToObj(i -> i + "," + Long.toHexString(i * 0x9E3779B97F4A7C15L))
            .collect(Collectors.joining("\n", "line,text\n", "\n"));
    Path output = convert(rows, Map.of(SIZE, "100KB")).output();

    List<Path> parts = parts(output);
    assertThat(parts).hasSizeGreaterThan(5);
    for (Path part : parts) {
      assertThat(part)
          .isRegularFile()
          .satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(100_000));
    }
    List<String> lines = new ArrayList<>();
    for (Path part : parts) {
      lines.addAll(texts("SELECT line FROM read_parquet('%s')".formatted(part)));
    }
    assertThat(lines).isEqualTo(IntStream.range(0, 60_000).mapToObj(Integer::toString).toList());
  }

  @Test
  void sorting_parting_and_sizes_go_together() throws Exception {
    String rows =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "g" + i % 3 + "," + i + "," + Long.toHexString(i * 0x9E3779B97F4A7C15L))
            .collect(Collectors.joining("\n", "g,line,text\n", "\n"));
    Path output =
        convert(rows, Map.of(PARTITION, List.of("g"), SORT, List.of("line desc"), SIZE, "150KB"))
            .output();

    FolderManifest manifest = FolderManifest.read(output);
    assertThat(manifest.rows()).isEqualTo(60_000);
    for (int group = 0; group < 3; group++) {
      List<String> lines = new ArrayList<>();
      for (FolderManifest.Part part : manifest.parts()) {
        if (part.path().startsWith("g=g" + group + "/")) {
          assertThat(part.bytes()).isLessThanOrEqualTo(150_000);
          lines.addAll(
              texts("SELECT line FROM read_parquet('%s/%s')".formatted(output, part.path())));
        }
      }
      int first = group;
      assertThat(lines)
          .isEqualTo(
              IntStream.range(0, 20_000).mapToObj(i -> "" + ((19_999 - i) * 3 + first)).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SORT, PARTITION})
  void no_rows_make_one_part_with_all_columns(String setting) throws Exception {
    Path output = convert("key,zip\n", Map.of(setting, List.of("zip"))).output();
    Path file = Files.isDirectory(output) ? output.resolve("part-00000.parquet") : output;
    assertThat(ParquetFooters.read(file).rows()).isZero();
    assertThat(Readback.types(file))
        .containsExactly(Map.entry("key", "VARCHAR"), Map.entry("zip", "VARCHAR"));
  }

  @Test
  void a_column_of_nulls_makes_one_folder() throws Exception {
    Path output = convert("a,b\n1,\n2,\n", Map.of(PARTITION, List.of("b"))).output();
    assertThat(parts(output))
        .containsExactly(output.resolve("b=__HIVE_DEFAULT_PARTITION__/part-00000.parquet"));
    assertThat(texts("SELECT a FROM read_parquet('%s/**/*.parquet')".formatted(output)))
        .containsExactly("1", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "duckdb"})
  void nested_values_keep_their_shape(String engine) throws Exception {
    Path input = folder.resolve("in.json");
    Files.writeString(
        input,
        """
        {"k": 2, "s": {"a": [1, null, 3], "b": "x"}, "l": []}
        {"k": 1, "s": null, "l": [{"d": "2024-01-05"}, null]}
        {"k": 2, "s": {"a": null, "b": null}, "l": null}
        """);
    try (Workbench bench = new Workbench(folder)) {
      Path plain = bench.convert(input, folder.resolve("plain.parquet"), engine).output();
      Path output =
          bench
              .convert(
                  input, folder.resolve("out.parquet"), engine, Map.of(SORT, List.of("k desc")))
              .output();
      assertThat(texts("SELECT COLUMNS(*)::VARCHAR FROM read_parquet('%s')".formatted(output)))
          .isEqualTo(
              texts(
                  "SELECT COLUMNS(* EXCLUDE file_row_number)::VARCHAR FROM read_parquet('%s',"
                          .formatted(plain)
                      + " file_row_number = true) ORDER BY k DESC, file_row_number"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "conversion.sort_by,nowhere,does not have",
    "conversion.partition_by,nowhere,does not have",
    "conversion.sort_by,'key,key desc',twice",
  })
  void keys_that_cannot_be_are_refused_before_anything_is_written(
      String setting, String keys, String why) {
    assertThatThrownBy(() -> convert(TYPES, Map.of(setting, List.of(keys.split(",", -1)))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"bloom_filters,id", "compression_level,3"})
  void what_a_layout_cannot_keep_is_refused(String setting, String value) {
    Map<String, Object> settings =
        Map.of(
            SORT, List.of("key"), "conversion." + setting, value, "conversion.compression", "gzip");
    assertThatThrownBy(() -> convert(TYPES, settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("conversion." + setting);
  }

  @Test
  void a_folder_that_is_there_is_replaced_whole_or_not_touched() throws Exception {
    Path output = convert("k,v\na,1\nb,2\n", Map.of(PARTITION, List.of("k"))).output();
    convert("k,v\nc,3\n", Map.of(PARTITION, List.of("k")));
    assertThat(parts(output)).containsExactly(output.resolve("k=c/part-00000.parquet"));

    Files.delete(output.resolve(FolderManifest.NAME));
    assertThatThrownBy(() -> convert("k,v\nd,4\n", Map.of(PARTITION, List.of("k"))))
        .hasMessageContaining("was not made by LogFlow");
    assertThat(texts("SELECT v FROM read_parquet('%s/**/*.parquet')".formatted(output)))
        .containsExactly("3");
  }

  private Outcome convert(String csv, Map<String, Object> settings) throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), csv);
    try (Workbench bench = new Workbench(folder)) {
      Request.Builder request = Request.of(input).to(folder.resolve("out.parquet")).replace();
      settings.forEach(request::set);
      return bench.logflow().convert(request.build());
    }
  }

  /** The parts in the manifest's order, which are all files but the manifest. */
  private static List<Path> parts(Path output) throws IOException {
    List<Path> named =
        FolderManifest.read(output).parts().stream()
            .map(part -> output.resolve(part.path()))
            .toList();
    try (Stream<Path> all = Files.walk(output)) {
      assertThat(
              all.filter(Files::isRegularFile).filter(file -> !file.endsWith(FolderManifest.NAME)))
          .containsExactlyInAnyOrderElementsOf(named);
    }
    return named;
  }

  /** All values of all rows, row by row. */
  private static List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          texts.add(rows.getString(i));
        }
      }
    }
    return texts;
  }
}
