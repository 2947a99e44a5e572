package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import io.logflow.parquet.FileTruth;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of the arrow engine hold what was read, to parquet-java as to DuckDB, and what they say of
 * it in statistics and page index is true.
 */
class ParquetTruthTest extends ThemeBench {
  private static final Map<String, Object> DECIMALS =
      Map.of("conversion.header", true, "conversion.numbers", "decimal");

  /** A column: its name, and in each row the field and what it is to a reader. */
  private record Kind(String name, String type, Field field) {}

  private interface Field {
    /** Empty for NULL. */
    String of(int row);
  }

  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter FRACTION =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);
  private static final String MANY_BYTES = "ğ日😀".repeat(9);

  private static final List<Kind> KINDS =
      List.of(
          new Kind("ascending", "BIGINT", row -> row + ""),
          new Kind("descending", "BIGINT", row -> 5_000_000_000L - row + ""),
          new Kind("constant", "BIGINT", row -> "7"),
          new Kind(
              "extreme", "BIGINT", row -> (row % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE) + ""),
          new Kind("truth", "BOOLEAN", row -> row % 3 == 0 ? "" : row % 2 == 0 ? "true" : "false"),
          new Kind(
              "floating",
              "DOUBLE",
              row -> row % 4 == 0 ? "-0.0" : row % 4 == 1 ? "0.0" : row + ".5e-3"),
          new Kind("zeros", "DOUBLE", row -> row == 1 ? "1e0" : row % 2 == 0 ? "-0.0" : ""),
          new Kind("few_digits", "DECIMAL(7,2)", row -> row - 24_000 + ".25"),
          new Kind("digits", "DECIMAL(17,4)", row -> (row - 9_000) * 98_765_432L + ".1234"),
          new Kind(
              "many_digits",
              "DECIMAL(36,3)",
              row -> (row % 2 == 0 ? "-" : "") + "9".repeat(28) + (row % 90_000 + 10_000) + ".125"),
          new Kind(
              "day", "DATE", row -> LocalDate.of(1960, 1, 1).plusDays(row % 40_000).toString()),
          new Kind("clock", "TIME", row -> time(row) + ".000001"),
          new Kind("moment", "TIMESTAMP", row -> "2024-02-29 " + time(row)),
          new Kind("nanos", "TIMESTAMP_NS", row -> "1969-12-31 " + time(row) + ".123456789"),
          new Kind("instant", "TIMESTAMPTZ", row -> "2024-02-29T" + time(row) + "Z"),
          new Kind("word", "VARCHAR", row -> row % 5 == 0 ? "" : "w" + row % 1_000),
          new Kind("long_text", "VARCHAR", row -> MANY_BYTES + row + "é"),
          new Kind("last_text", "VARCHAR", row -> "\uDBFF\uDFFF".repeat(20) + row % 9),
          new Kind("nothing", "VARCHAR", row -> ""),
          new Kind("late", "BIGINT", row -> row < 18_000 ? "" : row + ""));

  private static String time(int row) {
    return "%02d:%02d:%02d".formatted(row / 3_600 % 24, row / 60 % 60, row % 60);
  }

  private Path table(int rows) throws IOException {
    Path file = folder.resolve("table.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", KINDS.stream().map(Kind::name).toList()));
      for (int row = 0; row < rows; row++) {
        int at = row;
        out.write('\n');
        out.write(String.join(",", KINDS.stream().map(kind -> kind.field().of(at)).toList()));
      }
      out.write('\n');
    }
    return file;
  }

  private void assertTrue(Map<String, Object> settings, int rows, int leastGroups)
      throws IOException {
    Outcome outcome = convert("arrow", settings, table(rows));
    FileTruth.Read read = FileTruth.check(outcome.output());
    Map<String, List<String>> duck = Readback.columns(outcome.output());
    Map<String, String> types = types(outcome);
    for (int column = 0; column < KINDS.size(); column++) {
      Kind kind = KINDS.get(column);
      assertThat(types.get(kind.name())).as(kind.name()).isEqualTo(kind.type());
      assertSame(kind, rows, read.columns().get(column), duck.get(kind.name()));
    }
    assertThat(read.groupRows()).hasSizeGreaterThanOrEqualTo(leastGroups);
    assertThat(read.nullPages()).isGreaterThan(leastGroups);
    assertThat(read.pages()).isGreaterThan(read.groupRows().size() * KINDS.size());
  }

  /** The field, as it was, parquet-java's value and DuckDB's text are one value. */
  private static void assertSame(Kind kind, int rows, List<Object> read, List<String> duck) {
    assertThat(read).as(kind.name()).hasSize(rows);
    assertThat(duck).as(kind.name()).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      String field = kind.field().of(row);
      String shown = duck.get(row);
      Object value = read.get(row);
      if (field.isEmpty()) {
        assertThat(value).as(kind.name()).isNull();
        assertThat(shown).as(kind.name()).isNull();
      } else if (!canonical(kind, field).equals(text(kind, value))
          || !canonical(kind, field).equals(canonical(kind, shown))) {
        throw new AssertionError(
            "%s, row %d: %s is %s and %s".formatted(kind, row, field, text(kind, value), shown));
      }
    }
  }

  /** A field, or what DuckDB shows of a value, in one form. */
  private static String canonical(Kind kind, String text) {
    return switch (kind.type()) {
      case "DOUBLE" -> Double.toString(Double.parseDouble(text));
      case "DECIMAL(7,2)", "DECIMAL(17,4)", "DECIMAL(36,3)" ->
          new BigDecimal(text).stripTrailingZeros().toPlainString();
      case "TIME", "TIMESTAMP", "TIMESTAMP_NS" -> text.replace('T', ' ');
      case "TIMESTAMPTZ" -> text.substring(0, 19).replace('T', ' ');
      default -> text;
    };
  }

  /** What parquet-java gives, in the same form. */
  private static String text(Kind kind, Object value) {
    return switch (kind.type()) {
      case "DATE" -> LocalDate.ofEpochDay((Integer) value).toString();
      case "DECIMAL(7,2)" -> decimal(BigInteger.valueOf((Integer) value), 2);
      case "DECIMAL(17,4)" -> decimal(BigInteger.valueOf((Long) value), 4);
      case "DECIMAL(36,3)" -> decimal(new BigInteger(((Binary) value).getBytes()), 3);
      case "TIME" -> LocalTime.ofNanoOfDay((Long) value * 1_000).toString();
      case "TIMESTAMP", "TIMESTAMPTZ" -> moment((Long) value, 1_000_000);
      case "TIMESTAMP_NS" -> moment((Long) value, 1_000_000_000);
      case "VARCHAR" -> ((Binary) value).toStringUsingUTF8();
      default -> value.toString();
    };
  }

  private static String decimal(BigInteger digits, int scale) {
    return new BigDecimal(digits, scale).stripTrailingZeros().toPlainString();
  }

  private static String moment(long ticks, long perSecond) {
    long seconds = Math.floorDiv(ticks, perSecond);
    long nanos = Math.floorMod(ticks, perSecond) * (1_000_000_000 / perSecond);
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
    return time.format(nanos == 0 ? WHOLE : FRACTION);
  }

  @Test
  void in_one_row_group_of_several_pages() throws IOException {
    assertTrue(DECIMALS, 24_000, 1);
  }

  @Test
  void in_many_row_groups() throws IOException {
    assertTrue(
        Map.of(
            "conversion.header",
            true,
            "conversion.numbers",
            "decimal",
            "conversion.row_group_size",
            "1MB",
            "conversion.compression",
            "zstd"),
        24_000,
        6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void in_files_of_hardly_a_row(int rows) throws IOException {
    List<String> lines = List.of("id,name", "1,one", "2,").subList(0, rows + 1);
    Path input = file("few.csv", String.join("\n", lines) + "\n");
    Outcome outcome = convert("arrow", HEADER, input);
    FileTruth.Read read = FileTruth.check(outcome.output());
    assertThat(read.groupRows()).isEqualTo(rows == 0 ? List.of() : List.of((long) rows));
    List<String> ids = List.of("1", "2").subList(0, rows);
    assertThat(Readback.columns(outcome.output()).get("id")).isEqualTo(ids);
    assertThat(read.columns().get(0).stream().map(String::valueOf)).isEqualTo(ids);
  }

  /** A file that ends with a row group, just before its end, and just behind it. */
  @Test
  void around_the_end_of_a_row_group() throws IOException {
    Map<String, Object> settings =
        Map.of("conversion.header", true, "conversion.row_group_size", "1MB");
    long whole = FileTruth.check(rows(settings, 400_000)).groupRows().get(0);
    assertThat(whole).isBetween(50_000L, 390_000L);
    assertThat(groups(settings, whole - 1)).containsExactly(whole - 1);
    assertThat(groups(settings, whole)).containsExactly(whole);
    assertThat(groups(settings, whole + 1)).containsExactly(whole, 1L);
  }

  private List<Long> groups(Map<String, Object> settings, long rows) throws IOException {
    Path output = rows(settings, rows);
    FileTruth.Read read = FileTruth.check(output);
    List<Object> expected = new ArrayList<>();
    for (long row = 0; row < rows; row++) {
      expected.add(1_000_000 + row);
    }
    assertThat(read.columns().get(0).equals(expected)).isTrue();
    assertThat(Readback.value("SELECT count(*) || ' ' || sum(id) FROM read_parquet(?)", output))
        .isEqualTo(rows + " " + (rows * 1_000_000 + rows * (rows - 1) / 2));
    return read.groupRows();
  }

  private Path rows(Map<String, Object> settings, long rows) throws IOException {
    StringBuilder text = new StringBuilder("id\n");
    for (long row = 0; row < rows; row++) {
      text.append(1_000_000 + row).append('\n');
    }
    Path input = file("rows.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    return convert("arrow", settings, input).output();
  }
}
