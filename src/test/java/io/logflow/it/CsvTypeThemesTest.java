package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values that come after any sample: they decide types like all others, and none is changed. */
class CsvTypeThemesTest extends ThemeBench {
  private static final int ROWS = 31_000;

  private static String number(int row) {
    return Integer.toString(row + 1);
  }

  private static ThemeColumn first(String name, String type, String value) {
    return ThemeColumn.late(name, type, ROWS, row -> "", Map.of(ROWS - 1, value));
  }

  private static String day(int row) {
    return LocalDate.of(2020, 2, 28).plusDays(row % 1500).toString();
  }

  private static ThemeColumn late(
      String name, String type, IntFunction<String> usual, int row, String value) {
    return ThemeColumn.late(name, type, ROWS, usual, Map.of(row, value));
  }

  @EveryEngine
  void numbers_behind_30_000_rows_keep_every_digit(String engine) throws IOException {
    assertBecomes(
        engine,
        late("rounded", "DOUBLE", CsvTypeThemesTest::number, 30_001, "12.75")
            .shown(value -> value.contains(".") ? value : value + ".0"),
        late("leading_zero", "VARCHAR", CsvTypeThemesTest::number, 30_002, "00123"),
        late("separators", "VARCHAR", CsvTypeThemesTest::number, 30_003, "1_000"),
        late(
            "beyond_int64",
            "DECIMAL(19,0)",
            CsvTypeThemesTest::number,
            30_004,
            "9223372036854775808"),
        late(
            "below_int64",
            "DECIMAL(19,0)",
            CsvTypeThemesTest::number,
            30_005,
            "-9223372036854775809"),
        late("scale", "DECIMAL(17,2)", row -> row + ".25", 30_006, "123456789012345.25"),
        late("exponent_id", "VARCHAR", CsvTypeThemesTest::number, 30_007, "1e5"));
  }

  @EveryEngine
  void words_and_times_behind_30_000_rows_are_kept(String engine) throws IOException {
    assertBecomes(
        engine,
        late("boolean", "VARCHAR", CsvTypeThemesTest::number, 30_001, "true"),
        late("yes", "VARCHAR", row -> row % 2 == 0 ? "true" : "false", 30_002, "yes"),
        late("text", "VARCHAR", CsvTypeThemesTest::number, 30_003, "n/a"),
        late("cut_time", "TIMESTAMP", CsvTypeThemesTest::day, 30_004, "2024-01-05 10:00:01")
            .shown(value -> value.length() == 10 ? value + " 00:00:00" : value),
        late("no_such_day", "VARCHAR", CsvTypeThemesTest::day, 30_005, "2023-02-29"),
        late("other_form", "VARCHAR", CsvTypeThemesTest::day, 30_006, "05.01.2024"));
  }

  @EveryEngine
  void one_then_one_and_a_half_then_true_is_text(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.late(
            "mixed", "VARCHAR", ROWS, row -> "1", Map.of(20_480, "1.5", 30_500, "true")),
        ThemeColumn.late("numbers", "DOUBLE", ROWS, row -> "1", Map.of(20_480, "1.5"))
            .shown(value -> value.contains(".") ? value : value + ".0"));
    assertBecomes(engine, ThemeColumn.of("mixed", "VARCHAR", "1", "1.5", "true"));
  }

  @EveryEngine
  void the_rows_beside_usual_sample_sizes_count_like_all(String engine) throws IOException {
    for (int row : List.of(20_478, 20_481, 25_001)) {
      assertBecomes(
          engine,
          late("zeros", "VARCHAR", CsvTypeThemesTest::number, row, "007"),
          late("decimals", "DOUBLE", CsvTypeThemesTest::number, row, "0.5")
              .shown(value -> value.contains(".") ? value : value + ".0"));
    }
  }

  @EveryEngine
  void a_column_whose_first_value_comes_late_is_there(String engine) throws IOException {
    assertBecomes(
        engine,
        first("number", "BIGINT", "7"),
        first("text", "VARCHAR", "late"),
        first("day", "DATE", "2024-02-29"),
        first("flag", "BOOLEAN", "false"),
        first("never", "VARCHAR", ""),
        late("always", "BIGINT", CsvTypeThemesTest::number, 0, "1"));
  }

  @EveryEngine
  void a_field_too_many_behind_30_000_rows_fails_the_job_and_names_its_line(String engine)
      throws IOException {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(row -> row == 30_500 ? row + ",x,surplus" : row + ",x")
            .collect(Collectors.joining("\n"));
    Path input = file("ragged.csv", "id,name\n" + rows + "\n");

    LogFlowException refusal = refusal(engine, HEADER, input);

    assertThat(refusal.kind()).isEqualTo(ErrorKind.TOO_MANY_REJECTS);
    assertThat(refusal).hasMessageContaining("line 30502").hasMessageContaining("1 of 31000");
  }

  @EveryEngine
  void no_row_is_lost_to_a_value_of_another_type(String engine) throws IOException {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(row -> row >= 30_000 ? row + ",none" : row + "," + row)
            .collect(Collectors.joining("\n"));

    Outcome outcome = convert(engine, HEADER, file("all.csv", "id,amount\n" + rows + "\n"));

    assertThat(outcome.rowsRead()).isEqualTo(ROWS);
    assertThat(outcome.rowsWritten()).isEqualTo(ROWS);
    assertThat(outcome.rowsRejected()).isZero();
    assertThat(types(outcome)).containsEntry("id", "BIGINT").containsEntry("amount", "VARCHAR");
    assertThat(Readback.columns(outcome.output()).get("amount"))
        .hasSize(ROWS)
        .startsWith("0", "1", "2")
        .endsWith("none", "none");
  }
}
