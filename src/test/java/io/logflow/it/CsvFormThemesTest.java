package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Dates, numbers and booleans in the forms of people: the same in every engine that takes them. */
class CsvFormThemesTest extends ThemeBench {
  private static final Map<String, Object> FULL =
      Map.of("conversion.header", true, "conversion.verify", "full");

  private void expect(
      String engine,
      Map<String, Object> settings,
      String csv,
      Map<String, String> types,
      Map<String, List<String>> values)
      throws IOException {
    Path input = file("forms.csv", csv);
    if (takes(engine, settings, input)) {
      Outcome outcome = convert(engine, settings, input);
      assertThat(types(outcome)).isEqualTo(types);
      assertThat(Readback.columns(outcome.output())).isEqualTo(values);
    }
  }

  @EveryEngine
  void numbers_with_marks_are_the_numbers_that_they_are(String engine) throws IOException {
    expect(
        engine,
        FULL,
        """
        us;german;french;swiss;whole;open
        1,234.50;1.234,50;1\u00a0234,5;1'234.5;1,234,567;1,234
        5.5;0,5;7;8;12;2,345
        ;17;;;;
        """,
        Map.of(
            "us", "DOUBLE",
            "german", "DOUBLE",
            "french", "DOUBLE",
            "swiss", "DOUBLE",
            "whole", "BIGINT",
            "open", "VARCHAR"),
        Map.of(
            "us", values("1234.5", "5.5", null),
            "german", values("1234.5", "0.5", "17.0"),
            "french", values("1234.5", "7.0", null),
            "swiss", values("1234.5", "8.0", null),
            "whole", values("1234567", "12", null),
            "open", values("1,234", "2,345", null)));
  }

  @EveryEngine
  void marks_that_come_late_change_what_plain_numbers_before_them_mean(String engine)
      throws IOException {
    StringBuilder csv = new StringBuilder("id;amount\n");
    List<String> amounts = new ArrayList<>();
    for (int row = 0; row < 200_000; row++) {
      boolean late = row == 199_990;
      String thousands = 1 + row % 900 + "." + String.format(Locale.ROOT, "%03d", row % 1000);
      csv.append(row).append(';').append(late ? "12,50" : thousands).append('\n');
      amounts.add(late ? "12.5" : thousands.replace(".", "") + ".0");
    }
    Path input = file("late.csv", csv.toString());
    if (takes(engine, FULL, input)) {
      Outcome outcome = convert(engine, FULL, input);
      assertThat(types(outcome)).isEqualTo(Map.of("id", "BIGINT", "amount", "DOUBLE"));
      assertThat(Readback.columns(outcome.output()).get("amount")).isEqualTo(amounts);
      assertThat(Readback.footer(outcome.output()).get("logflow.formats"))
          .isEqualTo("{\"amount\":\"1.234,5\"}");
    }
  }

  @EveryEngine
  void told_separators_marks_and_words_are_taken(String engine) throws IOException {
    expect(
        engine,
        Map.of(
            "conversion.header",
            true,
            "conversion.decimal_separator",
            ",",
            "conversion.number_marks",
            List.of("€", "%"),
            "conversion.boolean_words",
            List.of("ja/nein")),
        "price;share;paid;plain\n1.234,5 €;5 %;ja;1,234\n7 €;12,5 %;NEIN;2\n",
        Map.of("price", "DOUBLE", "share", "DOUBLE", "paid", "BOOLEAN", "plain", "DOUBLE"),
        Map.of(
            "price", values("1234.5", "7.0"),
            "share", values("5.0", "12.5"),
            "paid", values("true", "false"),
            "plain", values("1.234", "2.0")));
  }

  @EveryEngine
  void exponents_and_many_digits_keep_every_digit(String engine) throws IOException {
    expect(
        engine,
        FULL,
        """
        r,python
        7.083e-4,0.1
        0.21250550000000001,1.2345678901234567e-30
        12.5,-3
        """,
        Map.of("r", "DECIMAL(19,17)", "python", "DOUBLE"),
        Map.of(
            "r", values("0.00070830000000000", "0.21250550000000001", "12.50000000000000000"),
            "python", values("0.1", "1.2345678901234567e-30", "-3.0")));
  }

  @EveryEngine
  void dates_and_times_in_the_forms_of_people_and_programs(String engine) throws IOException {
    expect(
        engine,
        FULL,
        """
        us|german|short|mail|log|loose|noon
        Jan 5 2024|5. März 2024|25/12/99|Fri, 5 Jan 2024 10:00:00 GMT|10/Oct/2000:13:55:36 -0700|2024-1-5 9:30|13/1/2024 9:30 PM
        Dec 31 2023|1. Mai 2024|1/2/24|Fri, 5 Jan 2024 10:00:00 +0200|11/Oct/2000:00:00:00 +0000|2024-12-31 10:30|14/1/2024 12:00 AM
        """,
        Map.of(
            "us", "DATE",
            "german", "DATE",
            "short", "DATE",
            "mail", "TIMESTAMPTZ",
            "log", "TIMESTAMPTZ",
            "loose", "TIMESTAMP",
            "noon", "TIMESTAMP"),
        Map.of(
            "us", values("2024-01-05", "2023-12-31"),
            "german", values("2024-03-05", "2024-05-01"),
            "short", values("1999-12-25", "2024-02-01"),
            "mail", values("2024-01-05 10:00:00+00", "2024-01-05 08:00:00+00"),
            "log", values("2000-10-10 20:55:36+00", "2000-10-11 00:00:00+00"),
            "loose", values("2024-01-05 09:30:00", "2024-12-31 10:30:00"),
            "noon", values("2024-01-13 21:30:00", "2024-01-14 00:00:00")));
  }

  @EveryEngine
  void duckdb_reads_the_forms_that_it_is_given_as_we_do(String engine) throws IOException {
    expect(
        engine,
        FULL,
        """
        us|loose|mail|comma
        Jan 5 2024|2024-1-5|5 Jan 2024 10:00:00 GMT|2024-01-05 10:00:00,123
        Dec 31 2023|2024-12-31|5 Jan 2024 10:00:00 +0200|2024-01-05 10:00:00,5
        """,
        Map.of("us", "DATE", "loose", "DATE", "mail", "TIMESTAMPTZ", "comma", "TIMESTAMP"),
        Map.of(
            "us", values("2024-01-05", "2023-12-31"),
            "loose", values("2024-01-05", "2024-12-31"),
            "mail", values("2024-01-05 10:00:00+00", "2024-01-05 08:00:00+00"),
            "comma", values("2024-01-05 10:00:00.123", "2024-01-05 10:00:00.5")));
  }

  @EveryEngine
  void counts_since_1970_are_instants_where_asked_for(String engine) throws IOException {
    expect(
        engine,
        Map.of("conversion.header", true, "conversion.types", Map.of("at", "EPOCH_MS")),
        "at,n\n1700000000123,1700000000123\n-1,2\n",
        Map.of("at", "TIMESTAMPTZ", "n", "BIGINT"),
        Map.of(
            "at", values("2023-11-14 22:13:20.123+00", "1969-12-31 23:59:59.999+00"),
            "n", values("1700000000123", "2")));
  }

  private static List<String> values(String... all) {
    return new ArrayList<>(java.util.Arrays.asList(all));
  }
}
