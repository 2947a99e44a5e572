package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.CanonicalHash;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ConversionOptions.Numbers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One value late in a file of 40 000 rows decides, at the rows where samplers have stopped. */
class LateContradictionTest {
  private static final int ROWS = 40_000;
  @TempDir Path folder;

  /** Row {@code at} (from 1) holds {@code late}, all others what {@code usual} gives. */
  private ColumnPlan scan(int at, String late, IntFunction<String> usual) throws IOException {
    List<String> fields = new ArrayList<>();
    for (int row = 1; row <= ROWS; row++) {
      fields.add(row == at ? late : usual.apply(row));
    }
    return Jobs.column(folder, new Jobs.Options(), fields);
  }

  private static long sum(
      int at, String late, IntFunction<String> usual, ToLongFunction<String> hash) {
    long sum = 0;
    for (int row = 1; row <= ROWS; row++) {
      sum += hash.applyAsLong(row == at ? late : usual.apply(row));
    }
    return sum;
  }

  private static long text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return CanonicalHash.ofText(bytes, 0, bytes.length);
  }

  private static long number(String value) {
    return CanonicalHash.ofDecimal(new BigDecimal(value));
  }

  private void expect(
      int at,
      String late,
      IntFunction<String> usual,
      String type,
      String min,
      String max,
      ToLongFunction<String> hash)
      throws IOException {
    ColumnPlan column = scan(at, late, usual);
    ColumnStatistics found = column.statistics().orElseThrow();
    assertThat(column.column().type().toString()).isEqualTo(type);
    assertThat(found.values()).isEqualTo(ROWS);
    assertThat(found.nulls()).isZero();
    assertThat(found.min()).isEqualTo(min);
    assertThat(found.max()).isEqualTo(max);
    assertThat(found.hash()).isEqualTo(sum(at, late, usual, hash));
    assertThat(column.why()).contains("'" + late + "' in line " + (at + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void a_leading_zero_makes_text(int at) throws IOException {
    expect(
        at, "00123", row -> "5" + row % 10, "VARCHAR", "00123", "59", LateContradictionTest::text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void a_decimal_among_integers_makes_doubles(int at) throws IOException {
    expect(at, "12.75", row -> "" + row % 50, "DOUBLE", "0", "49", LateContradictionTest::number);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void a_long_decimal_among_integers_makes_decimals(int at) throws IOException {
    String late = "0.1234567890123456789";
    expect(
        at,
        late,
        row -> "" + (1 + row % 50),
        "DECIMAL(21,19)",
        late,
        "50.0000000000000000000",
        LateContradictionTest::number);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void text_among_decimals_makes_text(int at) throws IOException {
    expect(at, "n/a", row -> row % 7 + ".5", "VARCHAR", "0.5", "n/a", LateContradictionTest::text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void an_integer_beyond_64_bits_makes_decimals(int at) throws IOException {
    String late = "9223372036854775808";
    expect(
        at,
        late,
        row -> "" + -row,
        "DECIMAL(19,0)",
        at == ROWS ? "-39999" : "-40000",
        late,
        LateContradictionTest::number);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void text_among_booleans_makes_text(int at) throws IOException {
    expect(
        at,
        "maybe",
        row -> row % 2 == 0 ? "true" : "false",
        "VARCHAR",
        "false",
        "true",
        LateContradictionTest::text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void a_timestamp_among_dates_makes_timestamps(int at) throws IOException {
    ColumnPlan column = scan(at, "2024-01-05 10:00:00", row -> "2024-01-0" + (1 + row % 9));
    long expected = 0;
    for (int row = 1; row <= ROWS; row++) {
      // 2024-01-01 is day 19 723.
      long midnight = (19_723L + row % 9) * 86_400;
      expected += CanonicalHash.ofTime(row == at ? 19_727L * 86_400 + 36_000 : midnight, 0);
    }
    ColumnStatistics found = column.statistics().orElseThrow();
    assertThat(column.column().type().toString()).isEqualTo("TIMESTAMP");
    assertThat(column.format()).contains("yyyy-MM-dd[ HH:mm:ss]");
    assertThat(found.hash()).isEqualTo(expected);
    assertThat(found.min()).isEqualTo("2024-01-01 00:00:00");
    assertThat(found.max()).isEqualTo("2024-01-09 00:00:00");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void the_only_value_of_a_column_gives_its_type(int at) throws IOException {
    ColumnPlan column = scan(at, "7", row -> "");
    ColumnStatistics found = column.statistics().orElseThrow();
    assertThat(column.column().type().toString()).isEqualTo("BIGINT");
    assertThat(found.values()).isEqualTo(1);
    assertThat(found.nulls()).isEqualTo(ROWS - 1);
    assertThat(found.min()).isEqualTo("7");
    assertThat(found.hash()).isEqualTo(CanonicalHash.ofLong(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, 20_480, 25_000, 30_000, ROWS})
  void an_exponent_among_identifiers_makes_text(int at) throws IOException {
    expect(
        at,
        "1e5",
        row -> "" + (100 + row % 100),
        "VARCHAR",
        "100",
        "1e5",
        LateContradictionTest::text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_479, ROWS})
  void decimals_that_are_asked_for_keep_their_scale(int at) throws IOException {
    Jobs.Options options = new Jobs.Options();
    options.numbers = Numbers.DECIMAL;
    List<String> fields = new ArrayList<>();
    for (int row = 1; row <= ROWS; row++) {
      fields.add(row == at ? "12.50" : "3");
    }
    ColumnPlan column = Jobs.column(folder, options, fields);
    assertThat(column.column().type().toString()).isEqualTo("DECIMAL(4,2)");
    assertThat(column.statistics().orElseThrow().min()).isEqualTo("3.00");
    assertThat(column.statistics().orElseThrow().max()).isEqualTo("12.50");
  }
}
