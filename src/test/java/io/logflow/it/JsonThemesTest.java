package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnStatistics;
import io.logflow.job.Outcome;
import io.logflow.parquet.ColumnHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users of other readers complained about in JSON, through every engine that can: late
 * surprises, big numbers, times, nesting, many keys. All engines give the same hashes.
 */
class JsonThemesTest {
  private static final int ROWS = 30_001;
  private static final Map<String, Object> FULLY = Map.of("conversion.verify", "full");

  @TempDir private Path folder;

  private interface Check {
    void accept(Outcome outcome, Map<String, List<String>> columns) throws IOException;
  }

  /** Converts through every able engine and checks; the engines' names. */
  private List<String> convert(String text, Check check) throws IOException {
    Path input = Files.writeString(folder.resolve("input.json"), text);
    List<String> engines;
    List<List<Long>> hashes = new ArrayList<>();
    try (Workbench bench = new Workbench(folder)) {
      engines = Engines.ableTo(bench, input, FULLY);
      for (String engine : engines) {
        Path output = folder.resolve(engine + ".parquet");
        Outcome outcome = bench.convert(input, output, engine, FULLY);
        check.accept(outcome, Readback.columns(output));
        hashes.add(ColumnHashes.of(output).stream().map(ColumnStatistics::hash).toList());
      }
    }
    assertThat(hashes).isNotEmpty().allMatch(hashes.get(0)::equals);
    return engines;
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static Map<String, String> types(Outcome outcome) {
    Map<String, String> types = new LinkedHashMap<>();
    outcome.schema().columns().forEach(c -> types.put(c.name(), c.type().toString()));
    return types;
  }

  private static void late(Map<String, List<String>> columns, String name, String last) {
    assertThat(columns.get(name)).hasSize(ROWS);
    assertThat(columns.get(name).get(ROWS - 1)).isEqualTo(last);
  }

  @Test
  void theme_2_a_key_of_the_last_row_alone_is_a_column() throws IOException {
    List<String> engines =
        convert(
            lines(ROWS, row -> row < ROWS - 1 ? "{\"a\":" + row + "}" : "{\"a\":0,\"b\":\"x\"}"),
            (outcome, columns) -> {
              assertThat(types(outcome)).isEqualTo(Map.of("a", "BIGINT", "b", "VARCHAR"));
              late(columns, "b", "x");
              assertThat(columns.get("b").subList(0, ROWS - 1)).containsOnlyNulls();
            });
    assertThat(engines).containsExactlyElementsOf(Engines.names());
  }

  @Test
  void theme_2_a_key_of_the_last_rows_nested_object_alone_is_a_field() throws IOException {
    List<String> engines =
        convert(
            lines(
                ROWS,
                row -> "{\"o\":{\"a\":1" + (row < ROWS - 1 ? "" : ",\"b\":[{\"c\":2.5}]") + "}}"),
            (outcome, columns) -> {
              assertThat(types(outcome))
                  .containsEntry("o", "STRUCT(a BIGINT, b STRUCT(c DOUBLE)[])");
              late(columns, "o", "{'a': 1, 'b': [{'c': 2.5}]}");
              assertThat(columns.get("o").get(0)).isEqualTo("{'a': 1, 'b': NULL}");
            });
    assertThat(engines).containsExactlyElementsOf(Engines.names());
  }

  @ParameterizedTest(name = "{0} then {1}: {2}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "1 ! 1.5 ! DOUBLE ! 1.0 ! 1.5",
        "1 ! 9223372036854775808 ! DECIMAL(19,0) ! 1 ! 9223372036854775808",
        "1 ! 1e5 ! DOUBLE ! 1.0 ! 100000.0",
        "1 ! -0 ! DOUBLE ! 1.0 ! -0.0",
        "1.5 ! 12345678901234567.25 ! DECIMAL(19,2) ! 1.50 ! 12345678901234567.25",
        "1 ! true ! VARCHAR ! 1 ! true",
        "1 ! \"1\" ! VARCHAR ! 1 ! \"1\"",
        "true ! 1.50 ! VARCHAR ! true ! 1.50",
        "1 ! {\"x\" : 1.0} ! VARCHAR ! 1 ! {\"x\" : 1.0}",
        "{\"x\":1} ! [ 1e3 ] ! VARCHAR ! {\"x\":1} ! [ 1e3 ]",
        "1 ! 1e400 ! VARCHAR ! 1 ! 1e400",
        "\"2024-01-05\" ! \"2024-01-05T10:00:00\" ! TIMESTAMP ! 2024-01-05 00:00:00 ! 2024-01-05 10:00:00",
        "\"2024-01-05\" ! \"n/a\" ! VARCHAR ! 2024-01-05 ! n/a",
        "\"1\" ! \"00123\" ! VARCHAR ! 1 ! 00123",
        "\"true\" ! \"false\" ! VARCHAR ! true ! false",
        "null ! 7 ! BIGINT ! `` ! 7"
      })
  void themes_1_3_4_5_a_late_value_widens_the_column_and_alters_none(
      String usual, String late, String type, String usualText, String lateText)
      throws IOException {
    convert(
        lines(ROWS, row -> "{\"k\":" + (row < ROWS - 1 ? usual : late) + "}"),
        (outcome, columns) -> {
          assertThat(types(outcome)).containsEntry("k", type);
          late(columns, "k", lateText);
          String expected = usual.equals("null") ? null : usualText;
          assertThat(columns.get("k").subList(0, ROWS - 1)).containsOnly(expected);
        });
  }

  @Test
  void theme_1_one_and_a_half_and_true_stay_what_they_are() throws IOException {
    convert(
        "{\"k\":1}\n{\"k\":1.5}\n{\"k\":true}\n",
        (outcome, columns) -> {
          assertThat(types(outcome)).containsEntry("k", "VARCHAR");
          assertThat(columns.get("k")).containsExactly("1", "1.5", "true");
        });
  }

  @Test
  void theme_3_phone_numbers_and_codes_in_quotes_stay_text() throws IOException {
    List<String> engines =
        convert(
            "{\"phone\":\"+49 170 1234567\",\"zip\":\"01067\",\"n\":\"12\"}\n"
                + "{\"phone\":\"0170 1234567\",\"zip\":\"99999\",\"n\":\"13\"}\n",
            (outcome, columns) -> {
              assertThat(types(outcome).values()).containsOnly("VARCHAR");
              assertThat(columns.get("zip")).containsExactly("01067", "99999");
            });
    assertThat(engines).containsExactlyElementsOf(Engines.names());
  }

  @Test
  void themes_7_8_times_keep_instants_and_nanoseconds() throws IOException {
    List<String> engines =
        convert(
            """
            {"z":"2024-07-01T12:55:00Z","n":"2024-01-05T10:00:00.123456789","d":"2024-02-29","t":"10:30:00.5"}
            {"z":"2024-07-01T12:55:00+02:00","n":"2024-01-05T10:00:00","d":"0001-01-01","t":"23:59:59"}
            {"z":"2024-03-31T02:30:00-05:30","n":null,"d":"9999-12-31","t":"00:00:00"}
            """,
            (outcome, columns) -> {
              assertThat(types(outcome))
                  .isEqualTo(
                      Map.of("z", "TIMESTAMPTZ", "n", "TIMESTAMP_NS", "d", "DATE", "t", "TIME"));
              assertThat(columns.get("z"))
                  .containsExactly(
                      "2024-07-01 12:55:00+00", "2024-07-01 10:55:00+00", "2024-03-31 08:00:00+00");
              assertThat(columns.get("n").get(0)).isEqualTo("2024-01-05 10:00:00.123456789");
              assertThat(columns.get("d"))
                  .containsExactly("2024-02-29", "0001-01-01", "9999-12-31");
            });
    assertThat(engines).containsExactlyElementsOf(Engines.names());
  }

  @Test
  void themes_7_8_times_within_objects_and_arrays_are_times() throws IOException {
    List<String> engines =
        convert(
            """
            {"o":{"at":["2024-07-01T12:55Z","2024-07-01T12:55+02:00",null],"on":"2024-01-05"}}
            {"o":{"at":[],"on":null}}
            {"o":null}
            {}
            """,
            (outcome, columns) -> {
              assertThat(types(outcome))
                  .isEqualTo(Map.of("o", "STRUCT(at TIMESTAMPTZ[], on DATE)"));
              assertThat(columns.get("o"))
                  .containsExactly(
                      "{'at': ['2024-07-01 12:55:00+00', '2024-07-01 10:55:00+00', NULL],"
                          + " 'on': 2024-01-05}",
                      "{'at': [], 'on': NULL}",
                      null,
                      null);
            });
    assertThat(engines).containsExactlyElementsOf(Engines.names());
  }

  @ParameterizedTest(name = "{0} levels")
  @CsvSource({"5", "16", "40", "127"})
  void theme_20_deep_nesting_is_kept(int depth) throws IOException {
    String record = "{\"a\":".repeat(depth) + "[1.5,null]" + "}".repeat(depth);
    convert(
        record + "\n" + record + "\n",
        (outcome, columns) -> {
          assertThat(types(outcome).get("a"))
              .isEqualTo("STRUCT(a ".repeat(depth - 1) + "DOUBLE[]" + ")".repeat(depth - 1));
          assertThat(columns.get("a").get(0))
              .isEqualTo("{'a': ".repeat(depth - 1) + "[1.5, NULL]" + "}".repeat(depth - 1));
        });
  }

  @Test
  void theme_2_many_keys_and_many_empty_objects_are_columns_of_their_own() throws IOException {
    int keys = 300;
    List<String> engines =
        convert(
            lines(
                2 * keys,
                row -> row % 2 == 0 ? "{}" : "{\"k" + row / 2 + "\":{\"v\":" + row + "}}"),
            (outcome, columns) -> {
              assertThat(columns).hasSize(keys);
              for (int key = 0; key < keys; key++) {
                int row = 2 * key + 1;
                assertThat(columns.get("k" + key).get(row)).isEqualTo("{'v': " + row + "}");
                assertThat(columns.get("k" + key)).filteredOn(v -> v != null).hasSize(1);
              }
            });
    assertThat(engines).containsExactlyElementsOf(Engines.names());
  }

  @Test
  void theme_20_an_object_of_twenty_megabytes_is_kept() throws IOException {
    String text = "x".repeat(20 << 20);
    convert(
        "{\"id\":1,\"t\":\"short\"}\n{\"id\":2,\"t\":\"" + text + "\"}\n",
        (outcome, columns) -> assertThat(columns.get("t")).containsExactly("short", text));
  }

  @Test
  void theme_20_shapes_without_values_are_kept() throws IOException {
    convert(
        "{\"o\":{},\"l\":[],\"m\":[{},{}],\"n\":null}\n{\"o\":null,\"l\":[null],\"m\":[]}\n",
        (outcome, columns) -> {
          assertThat(types(outcome))
              .isEqualTo(
                  Map.of("o", "VARCHAR", "l", "VARCHAR[]", "m", "VARCHAR[]", "n", "VARCHAR"));
          assertThat(columns.get("o")).containsExactly("{}", null);
          assertThat(columns.get("l")).containsExactly("[]", "[NULL]");
          assertThat(columns.get("m")).containsExactly("['{}', '{}']", "[]");
        });
  }

  @Test
  void keys_that_come_twice_or_differ_in_case_lose_nothing() throws IOException {
    List<String> engines =
        convert(
            "{\"a\":1,\"a\":\"x\",\"A\":true}\n{\"a\":2,\"o\":{\"b\":1,\"b\":2,\"b\":3}}\n",
            (outcome, columns) -> {
              assertThat(types(outcome).toString())
                  .isEqualTo(
                      "{a=BIGINT, a_1=VARCHAR, A_2=BOOLEAN,"
                          + " o=STRUCT(b BIGINT, b_1 BIGINT, b_2 BIGINT)}");
              assertThat(columns.get("a_1")).containsExactly("x", null);
              assertThat(columns.get("o").get(1)).isEqualTo("{'b': 1, 'b_1': 2, 'b_2': 3}");
              assertThat(outcome.warnings().toString())
                  .contains("'a' comes more than once in 1 object, first in line 1")
                  .contains("'o.b' comes more than once in 1 object, first in line 2");
            });
    assertThat(engines).containsExactly("avro");
  }

  @Test
  void records_that_are_no_objects_are_one_column() throws IOException {
    BiConsumer<String, String> check =
        (text, type) -> {
          try {
            convert(
                text,
                (outcome, columns) -> {
                  assertThat(types(outcome)).isEqualTo(Map.of("value", type));
                  assertThat(columns.get("value")).hasSize(3);
                });
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };
    check.accept("[1, 2, 3]", "BIGINT");
    check.accept("[1,2]\n[3]\n[]\n", "BIGINT[]");
    check.accept("[{\"a\":1}, 2, null]", "VARCHAR");
    check.accept("1\n\"x\"\n2\n", "VARCHAR");
    check.accept("{}{}{}", "VARCHAR");
  }

  @Test
  void every_layout_of_the_same_records_gives_the_same_rows() throws IOException {
    List<String> records =
        List.of("{\"a\":1,\"b\":\"é\\n\\\"\"}", "{\"b\":\"\",\"a\":2.5}", "{\"a\":null}");
    for (String text :
        List.of(
            String.join("\n", records),
            String.join("\r\n\r\n", records) + "\r\n",
            "[" + String.join(",", records) + "]",
            "[\n  " + String.join(",\n  ", records) + "\n]\n",
            String.join("", records),
            String.join("\n", records).replace(":", " :\n "))) {
      List<String> engines =
          convert(
              text,
              (outcome, columns) -> {
                assertThat(columns.get("a")).containsExactly("1.0", "2.5", null);
                assertThat(columns.get("b")).containsExactly("é\n\"", "", null);
              });
      assertThat(engines).containsExactlyElementsOf(Engines.names());
    }
  }
}
