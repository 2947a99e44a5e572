package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ConfigurationException;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.ParquetFooters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Path output = LaidOut.convert(folder, LaidOut.TYPES, Map.of(SORT, keys)).output();
    assertThat(output).isEqualTo(folder.resolve("out.parquet"));
    assertThat(LaidOut.texts("SELECT line FROM read_parquet('%s')".formatted(output)))
        .containsExactly(lines.split(" ", -1));
  }

  @Test
  void thousands_of_equal_keys_keep_their_order() throws Exception {
    String rows =
        IntStream.range(0, 300_000)
            .mapToObj(i -> i % 7 + "," + i)
            .collect(Collectors.joining("\n", "k,line\n", "\n"));
    Path output =
        LaidOut.convert(
                folder, rows, Map.of(SORT, List.of("k desc"), "conversion.row_group_size", "256KB"))
            .output();
    assertThat(
            LaidOut.texts(
                "SELECT count(*) FROM (SELECT k, line, lag(k) OVER w AS k0, lag(line) OVER w AS l0"
                    + " FROM read_parquet('%s', file_row_number = true)".formatted(output)
                    + " WINDOW w AS (ORDER BY file_row_number))"
                    + " WHERE k > k0 OR (k = k0 AND line < l0)"))
        .containsExactly("0");
    assertThat(Readback.footer(output)).containsEntry("logflow.sorted_by", "k desc");
  }

  @Test
  void parts_are_no_larger_than_asked_and_lie_in_the_order_of_rows() throws Exception {
    String rows =
        IntStream.range(0, 60_000)
            .mapToObj(i -> i + "," + Long.toHexString(i * 0x9E3779B97F4A7C15L))
            .collect(Collectors.joining("\n", "line,text\n", "\n"));
    Path output = LaidOut.convert(folder, rows, Map.of(SIZE, "100KB")).output();

    List<Path> parts = LaidOut.parts(output);
    assertThat(parts).hasSizeGreaterThan(5);
    for (Path part : parts) {
      assertThat(part)
          .isRegularFile()
          .satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(100_000));
    }
    List<String> lines = new ArrayList<>();
    for (Path part : parts) {
      lines.addAll(LaidOut.texts("SELECT line FROM read_parquet('%s')".formatted(part)));
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
        LaidOut.convert(
                folder,
                rows,
                Map.of(PARTITION, List.of("g"), SORT, List.of("line desc"), SIZE, "150KB"))
            .output();

    FolderManifest manifest = FolderManifest.read(output);
    assertThat(manifest.rows()).isEqualTo(60_000);
    for (int group = 0; group < 3; group++) {
      List<String> lines = new ArrayList<>();
      for (FolderManifest.Part part : manifest.parts()) {
        if (part.path().startsWith("g=g" + group + "/")) {
          assertThat(part.bytes()).isLessThanOrEqualTo(150_000);
          lines.addAll(
              LaidOut.texts(
                  "SELECT line FROM read_parquet('%s/%s')".formatted(output, part.path())));
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
    Path output = LaidOut.convert(folder, "key,zip\n", Map.of(setting, List.of("zip"))).output();
    Path file = Files.isDirectory(output) ? output.resolve("part-00000.parquet") : output;
    assertThat(ParquetFooters.read(file).rows()).isZero();
    assertThat(Readback.types(file))
        .containsExactly(Map.entry("key", "VARCHAR"), Map.entry("zip", "VARCHAR"));
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
      assertThat(
              LaidOut.texts("SELECT COLUMNS(*)::VARCHAR FROM read_parquet('%s')".formatted(output)))
          .isEqualTo(
              LaidOut.texts(
                  "SELECT COLUMNS(* EXCLUDE file_row_number)::VARCHAR FROM read_parquet('%s',"
                          .formatted(plain)
                      + " file_row_number = true) ORDER BY k DESC, file_row_number"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SORT, PARTITION})
  void nested_values_without_null_keep_their_shape(String setting) throws Exception {
    Path input = folder.resolve("in.json");
    Files.writeString(
        input,
        """
        {"k": "a", "m": {"x": 1, "y": {"z": "t", "w": []}}, "l": [1, 2], "o": [{"p": true, "q": [0.5]}]}
        {"k": "a", "m": {"x": 2, "y": {"z": "u", "w": [7]}}, "l": [3], "o": [{"p": false, "q": [1.5, 2]}, {"p": true, "q": []}]}
        """);
    try (Workbench bench = new Workbench(folder)) {
      Path plain = bench.convert(input, folder.resolve("plain.parquet"), "duckdb").output();
      Path output =
          bench
              .convert(
                  input,
                  folder.resolve("out.parquet"),
                  "duckdb",
                  Map.of(setting, List.of("k"), "conversion.verify", "full"))
              .output();
      Path file = Files.isDirectory(output) ? LaidOut.parts(output).get(0) : output;
      for (String all :
          List.of(
              "SELECT COLUMNS(*)::VARCHAR FROM '%s'",
              "SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet('%s', hive_partitioning"
                  + " = false))")) {
        assertThat(LaidOut.texts(all.formatted(file)))
            .isEqualTo(LaidOut.texts(all.formatted(plain)));
      }
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
    assertThatThrownBy(
            () ->
                LaidOut.convert(
                    folder, LaidOut.TYPES, Map.of(setting, List.of(keys.split(",", -1)))))
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
    assertThatThrownBy(() -> LaidOut.convert(folder, LaidOut.TYPES, settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("conversion." + setting);
  }
}
