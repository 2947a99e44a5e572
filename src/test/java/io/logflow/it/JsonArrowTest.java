package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON that is encoded while it is scanned, where samples told other types than all records do: the
 * output is the one of the engine that knows all records before it writes.
 */
class JsonArrowTest {
  private static final Map<String, Object> FULLY = Map.of("conversion.verify", "full");

  /** Bytes of which each thread reads a piece at a time. */
  private static final int CHUNK = 4 << 20;

  private static final int LINE = 256;
  private static final int ROWS = 9 * (1 << 20) / LINE;

  @TempDir private Path folder;

  private static String record(int row, String odd) {
    String found =
        """
        {"i":%d,"b":%b,"t":"2024-01-05T10:00:%02d","s":"text %d","d":%d.25,"n":null,"q":"%d"%s}"""
            .formatted(row, row % 3 == 0, row % 60, row % 500, row, row, odd);
    return found + " ".repeat(LINE - 1 - found.length()) + "\n";
  }

  /** Names the columns that were encoded again; empty where none was. */
  private String same(Path input) throws IOException {
    return same(input, FULLY);
  }

  private String same(Path input, Map<String, Object> settings) throws IOException {
    try (Workbench bench = new Workbench(folder.resolve("home"))) {
      Path expected = folder.resolve("expected.parquet");
      Path actual = folder.resolve("actual.parquet");
      Outcome sure = bench.convert(input, expected, "avro", settings);
      Outcome outcome = bench.convert(input, actual, "arrow", settings);
      assertThat(outcome.schema()).isEqualTo(sure.schema());
      assertThat(outcome.rowsWritten()).isEqualTo(sure.rowsWritten());
      assertThat(Readback.hashes(actual)).isEqualTo(Readback.hashes(expected));
      return outcome.choice().reason();
    }
  }

  private Path file(IntFunction<String> record) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      text.append(record.apply(row));
    }
    return Files.writeString(folder.resolve("input.ndjson"), text);
  }

  @ParameterizedTest(name = "in row {0}")
  @ValueSource(
      ints = {
        CHUNK / LINE - 1,
        CHUNK / LINE,
        2 * CHUNK / LINE - 1,
        2 * CHUNK / LINE,
        ROWS * 3 / 4,
        ROWS - 1
      })
  void every_contradiction_is_mended_wherever_it_stands(int odd) throws IOException {
    String late =
        """
        {"i":1.5,"b":"true","t":"n/a","s":5,"d":12345678901234567.25,"n":7,"q":{"x":1},"new":"\\u00e9"}""";
    Path input =
        file(
            row ->
                row == odd ? late + " ".repeat(LINE - 1 - late.length()) + "\n" : record(row, ""));

    assertThat(same(input)).contains(odd < ROWS - 1 ? "encoded again" : "asked for");
  }

  @Test
  void keys_that_come_twice_or_not_at_all_late_are_columns_of_their_own() throws IOException {
    same(
        file(
            row ->
                row == ROWS / 3
                    ? record(row, ",\"i\":\"again\",\"\\u0069\":3")
                    : row == ROWS * 2 / 5
                        ? "{}\n"
                        : row == ROWS * 3 / 5 ? "null\n" : record(row, "")));
  }

  @Test
  void keys_in_another_order_are_the_same_columns() throws IOException {
    same(
        file(
            row ->
                row % 7 < 3
                    ? "{\"s\":\"a\\\"b\\n\",\"extra\":%d,\"i\":%d}\n".formatted(row, -row)
                    : record(row, "")));
  }

  @Test
  void integers_beyond_64_bits_minus_zero_and_exponents_keep_their_values() throws IOException {
    List<String> numbers = List.of("-0", "1e3", "0.1E-7", "123456789012345", "-1.5");
    same(
        file(
            row ->
                "{\"x\":%s,\"big\":%s,\"f\":%s}\n"
                    .formatted(
                        row,
                        row == ROWS * 2 / 3 ? "123456789012345678901" : "7",
                        row > ROWS * 3 / 5 ? numbers.get(row % 5) : "2.5")));
  }

  @Test
  void an_array_is_encoded_while_it_is_scanned_too() throws IOException {
    Path input =
        file(
            row -> (row == 0 ? "[" : ",") + record(row, "").strip() + (row == ROWS - 1 ? "]" : ""));

    assertThat(same(input)).isEqualTo("asked for");
  }

  @Test
  void types_that_were_asked_for_and_offsets_that_are_kept_are_as_with_avro() throws IOException {
    Map<String, Object> settings =
        Map.of(
            "conversion.types",
            Map.of("i", "VARCHAR", "d", "DECIMAL(20,4)", "x", "VARCHAR"),
            "conversion.offsets",
            "column",
            "conversion.verify",
            "full");
    Path input =
        file(
            row ->
                "{\"i\":%d,\"d\":%d.25,\"at\":\"2024-01-05T10:00:00+0%d:00\",\"x\":%s}\n"
                    .formatted(
                        row,
                        row,
                        row < ROWS - 1 ? row % 2 : 5,
                        List.of("[1, 2]", "{\"a\" : 1}", "\"\\u00e9\"", "true").get(row % 4)));

    same(input, settings);
  }

  @Test
  void broken_lines_are_rejected_and_the_others_stay() throws IOException {
    Path input = file(row -> row % 5000 == 4999 ? record(row, ",\"x\":tru") : record(row, ""));
    try (Workbench bench = new Workbench(folder.resolve("home"))) {
      Map<String, Object> settings = Map.of("conversion.max_rejects", "1%");
      Path expected = folder.resolve("expected.parquet");
      Path actual = folder.resolve("actual.parquet");
      Outcome sure = bench.convert(input, expected, "avro", settings);
      Outcome outcome = bench.convert(input, actual, "arrow", settings);
      assertThat(outcome.rowsRejected()).isEqualTo(ROWS / 5000).isEqualTo(sure.rowsRejected());
      assertThat(Readback.hashes(actual)).isEqualTo(Readback.hashes(expected));
    }
  }
}
