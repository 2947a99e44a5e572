package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Codes that look like numbers, and numbers that do not fit the usual types. */
class CsvNumberThemesTest extends ThemeBench {

  @EveryEngine
  void phone_numbers_are_text(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("plus", "VARCHAR", "+4930123456", "+15551234567", "+390612345678"),
        ThemeColumn.of("zeros", "VARCHAR", "004930123456", "0015551234567", "00390612345678"),
        ThemeColumn.of("mixed", "VARCHAR", "4930123456", "+15551234567", "0612345678"),
        ThemeColumn.of("parted", "VARCHAR", "030 123456", "555-123-4567", "(06) 12345678"),
        ThemeColumn.of("national", "BIGINT", "4930123456", "15551234567", "390612345678"));
  }

  @EveryEngine
  void one_phone_number_behind_30_000_rows_makes_text(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.late(
            "plus", "VARCHAR", 30_100, r -> "" + (4930000000L + r), Map.of(30_050, "+4930123456")),
        ThemeColumn.late(
            "zeros", "VARCHAR", 30_100, r -> "" + (4930000000L + r), Map.of(30_051, "004930123")));
  }

  @EveryEngine
  void a_leading_zero_keeps_a_code_text(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("zip", "VARCHAR", "01067", "80331", "10115", "00000"),
        ThemeColumn.of("mixed_width", "VARCHAR", "1", "02", "003", "0004"),
        ThemeColumn.of("ean", "VARCHAR", "4006381333931", "0012345678905", "1", "2"),
        ThemeColumn.of("double_zero", "VARCHAR", "0", "00", "1", "2"),
        ThemeColumn.of("decimal", "VARCHAR", "1.5", "00.5", "2", "3"),
        ThemeColumn.of("signed", "VARCHAR", "-1", "-01", "2", "3"),
        ThemeColumn.of("plus", "VARCHAR", "+5", "6", "7", "8"),
        ThemeColumn.of("zero", "BIGINT", "0", "10", "100", "1000"),
        ThemeColumn.of("below_one", "DOUBLE", "0.5", "0.05", "0.005", "10.0"));
  }

  @EveryEngine
  void quotes_neither_make_a_number_nor_unmake_one(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("all", "BIGINT", "\"1\"", "\"2\"", "\"3\"").shownAs("1", "2", "3"),
        ThemeColumn.of("some", "BIGINT", "1", "\"2\"", "3").shownAs("1", "2", "3"),
        ThemeColumn.of("code", "VARCHAR", "\"007\"", "\"8\"", "9").shownAs("007", "8", "9"),
        ThemeColumn.of("decimal", "DOUBLE", "\"1.5\"", "2.5", "\"3\"").shownAs("1.5", "2.5", "3.0"),
        ThemeColumn.of("big", "DECIMAL(19,0)", "\"9223372036854775808\"", "1", "2")
            .shownAs("9223372036854775808", "1", "2"),
        ThemeColumn.of("empty", "VARCHAR", "\"\"", "1", "2").shownAs("", "1", "2"),
        ThemeColumn.of("null", "BIGINT", "", "1", "\"2\"").shownAs(null, "1", "2"),
        ThemeColumn.of("grouped", "VARCHAR", "\"1,234\"", "\"5\"", "6").shownAs("1,234", "5", "6"));
  }

  @EveryEngine
  void integers_are_exact_beyond_53_and_64_bits(String engine) throws IOException {
    String most = "99999999999999999999999999999999999999";
    assertBecomes(
        engine,
        ThemeColumn.of("beyond_double", "BIGINT", "9007199254740993", "9007199254740992", "-1"),
        ThemeColumn.of("int64", "BIGINT", "9223372036854775807", "-9223372036854775808", "1"),
        ThemeColumn.of("above", "DECIMAL(19,0)", "9223372036854775808", "-1", "0"),
        ThemeColumn.of("below", "DECIMAL(19,0)", "-9223372036854775809", "1", "0"),
        ThemeColumn.of("unsigned", "DECIMAL(20,0)", "18446744073709551615", "1", "0"),
        ThemeColumn.of("digits_38", "DECIMAL(38,0)", most, "-" + most, "0"),
        ThemeColumn.of("digits_39", "VARCHAR", most + "0", "1", "0"));
  }

  @EveryEngine
  void decimals_keep_every_digit(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("short", "DOUBLE", "0.1", "0.2", "-0.3"),
        ThemeColumn.of("digits_15", "DOUBLE", "123456789012.345", "0.000123456789012345", "1.0")
            .shownAs("123456789012.345", "0.000123456789012345", "1.0"),
        ThemeColumn.of("digits_16", "DECIMAL(16,3)", "1234567890123.456", "0.5", "7")
            .shownAs("1234567890123.456", "0.500", "7.000"),
        ThemeColumn.of("money", "DECIMAL(20,2)", "123456789012345678.90", "0.01", "-0.01"),
        ThemeColumn.of("grown", "DECIMAL(24,17)", "0.12345678901234567", "1234567.5", "1")
            .shownAs("0.12345678901234567", "1234567.50000000000000000", "1.00000000000000000"),
        ThemeColumn.of(
            "beyond_38", "VARCHAR", "0.12345678901234567", "1234567890123456789012.5", "1"));
  }

  @EveryEngine
  void a_decimal_comma_is_no_date_and_a_number_only_where_the_column_proves_it(String engine)
      throws IOException {
    Path input = file("comma.csv", "day;amount\n1,5;1.234,50\n2,10;0,5\n3,12;17\n");
    if (!takes(engine, Map.of("conversion.delimiter", ";"), input)) {
      return;
    }

    Outcome outcome = convert(engine, Map.of("conversion.delimiter", ";"), input);

    assertThat(types(outcome)).isEqualTo(Map.of("day", "VARCHAR", "amount", "DOUBLE"));
    assertThat(Readback.columns(outcome.output()))
        .containsEntry("day", List.of("1,5", "2,10", "3,12"))
        .containsEntry("amount", List.of("1234.5", "0.5", "17.0"));
  }

  @EveryEngine
  void decimals_of_two_files_grow_to_one_type(String engine) throws IOException {
    Path first = file("a.csv", "amount,exact\n12.34567,0.12345678901234567\n");
    Path second = file("b.csv", "amount,exact\n123.45678,1234.5\n");
    Map<String, Object> decimals = Map.of("conversion.numbers", "decimal");

    for (List<Path> order : List.of(List.of(first, second), List.of(second, first))) {
      Outcome outcome = convert(engine, decimals, order.toArray(Path[]::new));

      assertThat(types(outcome))
          .isEqualTo(Map.of("amount", "DECIMAL(8,5)", "exact", "DECIMAL(21,17)"));
      assertThat(Readback.columns(outcome.output()).get("exact"))
          .containsExactlyInAnyOrder("0.12345678901234567", "1234.50000000000000000");
    }
  }

  @EveryEngine
  void an_exponent_is_a_number_only_beside_a_point(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("id", "VARCHAR", "1e5", "2e7", "3"),
        ThemeColumn.of("measure", "DOUBLE", "1.5e3", "2E-3", "0.25")
            .shownAs("1500.0", "0.002", "0.25"),
        ThemeColumn.of("infinite", "VARCHAR", "1.5e309", "1.0", "2.0"),
        ThemeColumn.of("not_a_number", "VARCHAR", "1.5", "NaN", "2"),
        ThemeColumn.of("percent", "VARCHAR", "5%", "6%", "7%"));
  }

  @EveryEngine
  void booleans_are_true_and_false_and_nothing_else(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("any_case", "BOOLEAN", "true", "FALSE", "True")
            .shownAs("true", "false", "true"),
        ThemeColumn.of("with_null", "BOOLEAN", "true", "", "false"),
        ThemeColumn.of("yes", "VARCHAR", "yes", "no", "yes"),
        ThemeColumn.of("letters", "VARCHAR", "t", "f", "T"),
        ThemeColumn.of("digits", "BIGINT", "1", "0", "1"),
        ThemeColumn.of("mixed", "VARCHAR", "true", "1", "false"));
  }
}
