package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes of JSON, through every engine that can: depth, many keys, size, no keys, layouts. */
class JsonShapesTest extends JsonFixture {

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
    assertThat(engines).containsExactlyElementsOf(Engines.ofNested());
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
