package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users of other readers complained about in JSON, through every engine that can: late
 * surprises, big numbers, times, nesting, many keys. All engines give the same hashes.
 */
class JsonThemesTest extends JsonFixture {
  private static final int ROWS = 30_001;

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
    assertThat(engines).containsExactlyElementsOf(Engines.ofNested());
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
            """
            {"phone":"+49 170 1234567","zip":"01067","n":"12"}
            {"phone":"0170 1234567","zip":"99999","n":"13"}
            """,
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
    assertThat(engines).containsExactlyElementsOf(Engines.ofNested());
  }
}
