package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One value late in a column that speaks against all before it: the column widens, no value
 * changes. Each case is a column; all contradict at the same row.
 */
class LateContradictionTest {
  private static final int ROWS = 40_000;
  private static final int[] POSITIONS = {20_479, 20_480, 25_000, 30_000, ROWS - 1};

  @TempDir private Path folder;

  /**
   * @param usual the text at every other row
   * @param late the text at the contradicting row
   * @param type the type that holds both, by the lattice
   * @param canonical how a reader shows a text of this column in that type
   */
  private record Case(
      IntFunction<String> usual, String late, String type, IntFunction<String> canonical) {
    static Case of(IntFunction<String> usual, String late, String type) {
      return new Case(usual, late, type, usual);
    }
  }

  private static final Map<String, Case> CASES = cases();

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    IntFunction<String> integers = row -> Integer.toString(row + 1);
    cases.put("leading_zero", Case.of(integers, "00123", "VARCHAR"));
    cases.put(
        "decimal_among_integers", new Case(integers, "12.75", "DOUBLE", row -> (row + 1) + ".0"));
    cases.put("text_among_decimals", Case.of(row -> row + ".25", "n/a", "VARCHAR"));
    cases.put(
        "timestamp_among_dates",
        new Case(
            row -> date(row), "2024-01-05 10:00:00", "TIMESTAMP", row -> date(row) + " 00:00:00"));
    cases.put("int64_overflow", Case.of(integers, "9223372036854775808", "DECIMAL(19,0)"));
    cases.put(
        "text_among_booleans", Case.of(row -> row % 3 == 0 ? "true" : "false", "maybe", "VARCHAR"));
    cases.put("first_value_of_null_column", Case.of(row -> null, "7", "BIGINT"));
    cases.put("exponent_ids", Case.of(integers, "1e5", "VARCHAR"));
    return cases;
  }

  private static String date(int row) {
    return LocalDate.of(2024, 1, 1).plusDays(row % 1000).toString();
  }

  static Stream<Arguments> engines_and_positions() {
    return Stream.of("arrow", "avro", "duckdb")
        .flatMap(
            engine -> java.util.Arrays.stream(POSITIONS).mapToObj(at -> Arguments.of(engine, at)));
  }

  @ParameterizedTest(name = "{0} at row {1}")
  @MethodSource("engines_and_positions")
  void a_late_contradiction_widens_the_column_and_changes_no_value(String engine, int position)
      throws IOException {
    List<String> order = rows(position);

    Outcome outcome = convert(engine, order, "in-order");

    Map<String, String> types = new LinkedHashMap<>();
    outcome
        .schema()
        .columns()
        .forEach(column -> types.put(column.name(), column.type().toString()));
    CASES.forEach((name, expected) -> assertThat(types).containsEntry(name, expected.type()));
    Map<String, List<String>> columns = Readback.columns(outcome.output());
    CASES.forEach(
        (name, expected) -> {
          List<String> values = columns.get(name);
          assertThat(values).hasSize(ROWS);
          assertThat(values.get(position)).as(name).isEqualTo(expected.late());
          for (int row = 0; row < ROWS; row++) {
            if (row != position) {
              assertThat(values.get(row)).isEqualTo(expected.canonical().apply(row));
            }
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("engines")
  void permuting_rows_changes_neither_schema_nor_values(String engine) throws IOException {
    List<String> rows = rows(25_000);
    Outcome first = convert(engine, rows, "in-order");
    for (long seed = 1; seed <= 3; seed++) {
      List<String> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, new Random(seed));

      Outcome other = convert(engine, shuffled, "shuffled-" + seed);

      assertThat(other.schema()).isEqualTo(first.schema());
      assertThat(Readback.hashes(other.output())).isEqualTo(Readback.hashes(first.output()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"arrow", "avro"})
  void a_type_that_was_asked_for_holds_though_samples_have_no_value(String engine)
      throws IOException {
    StringBuilder rows = new StringBuilder("id,day,never\n");
    for (int row = 0; row < 100_000; row++) {
      rows.append(row).append(row == 30_000 ? ",2024-02-29,\n" : ",,\n");
    }
    Path file = Files.writeString(folder.resolve("forced.csv"), rows);
    try (Workbench bench = new Workbench(folder)) {
      Path output = folder.resolve("forced.parquet");
      Map<String, Object> types = Map.of("day", "DATE", "never", "TIMESTAMP");
      bench.convert(file, output, engine, Map.of("conversion.types", types));
      assertThat(Readback.types(output)).containsEntry("day", "DATE");
      assertThat(Readback.columns(output).get("day").get(30_000)).isEqualTo("2024-02-29");
    }
  }

  @Test
  void row_groups_keep_their_size_where_a_column_is_encoded_again() throws IOException {
    String text = "a text that no sample has seen ".repeat(8);
    StringBuilder rows = new StringBuilder("id,v\n");
    for (int row = 0; row < 40_000; row++) {
      boolean sampled = row < 9_000 || (row > 19_000 && row < 21_500) || row > 31_000;
      rows.append(row).append(',').append(sampled ? "1" : row + text).append('\n');
    }
    Path file = Files.writeString(folder.resolve("grown.csv"), rows);
    try (Workbench bench = new Workbench(folder)) {
      Path output = folder.resolve("grown.parquet");
      bench.convert(file, output, "arrow", Map.of("conversion.row_group_size", "1MB"));
      String largest = "SELECT max(row_group_num_rows) FROM parquet_metadata(?)";
      assertThat(Readback.types(output)).containsEntry("v", "VARCHAR");
      assertThat(Integer.parseInt(Readback.value(largest, output))).isLessThan(25_000);
    }
  }

  static Stream<String> engines() {
    return Stream.of("arrow", "avro", "duckdb");
  }

  private static List<String> rows(int position) {
    List<String> rows = new ArrayList<>(ROWS);
    for (int row = 0; row < ROWS; row++) {
      List<String> fields = new ArrayList<>();
      for (Case column : CASES.values()) {
        String text = row == position ? column.late() : column.usual().apply(row);
        fields.add(text == null ? "" : text);
      }
      rows.add(String.join(",", fields));
    }
    return rows;
  }

  private Outcome convert(String engine, List<String> rows, String name) throws IOException {
    Path input = folder.resolve(name + ".csv");
    Files.writeString(
        input, String.join(",", CASES.keySet()) + "\n" + String.join("\n", rows) + "\n");
    try (Workbench bench = new Workbench(folder)) {
      return bench.convert(input, folder.resolve(name + ".parquet"), engine);
    }
  }
}
