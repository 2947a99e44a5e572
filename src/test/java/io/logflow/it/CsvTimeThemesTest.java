package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Dates and times in files: instants stay instants, digits stay digits, doubt stays text. */
class CsvTimeThemesTest extends ThemeBench {
  private static final Map<String, Object> BERLIN =
      Map.of("conversion.header", true, "conversion.timezone", "Europe/Berlin");

  @EveryEngine
  void utc_times_are_not_shifted_around_a_change_of_the_clock(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of(
                "spring",
                "TIMESTAMPTZ",
                "2024-03-31T00:59:59Z",
                "2024-03-31T01:00:00Z",
                "2024-03-31T02:30:00Z",
                "2024-07-01T00:00:00Z")
            .shownAs(
                "2024-03-31 00:59:59+00",
                "2024-03-31 01:00:00+00",
                "2024-03-31 02:30:00+00",
                "2024-07-01 00:00:00+00"),
        ThemeColumn.of(
                "no_seconds",
                "TIMESTAMPTZ",
                "2024-10-27T00:55Z",
                "2024-10-27T01:55Z",
                "2024-01-01T12:55Z",
                "")
            .shownAs(
                "2024-10-27 00:55:00+00",
                "2024-10-27 01:55:00+00",
                "2024-01-01 12:55:00+00",
                null));
  }

  @EveryEngine
  void offsets_are_converted_and_not_relabelled(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of(
                "mixed",
                "TIMESTAMPTZ",
                "2024-03-31T02:30:00+01:00",
                "2024-03-31T03:30:00+02:00",
                "2024-01-01 00:00:00Z",
                "2024-01-01 05:45:00+0545")
            .shownAs(
                "2024-03-31 01:30:00+00",
                "2024-03-31 01:30:00+00",
                "2024-01-01 00:00:00+00",
                "2024-01-01 00:00:00+00"),
        ThemeColumn.of(
                "short",
                "TIMESTAMPTZ",
                "2024-12-31 23:00:00-03",
                "2024-12-31 23:00:00+14",
                "2024-12-31 23:00:00.5-12",
                "")
            .shownAs(
                "2025-01-01 02:00:00+00",
                "2024-12-31 09:00:00+00",
                "2025-01-01 11:00:00.5+00",
                null),
        ThemeColumn.of("not_all", "VARCHAR", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00", "", ""),
        ThemeColumn.of("half_a_day", "VARCHAR", "2024-01-01T00:00:00Z", "PM", "", ""));
  }

  @EveryEngine
  void the_offsets_that_were_seen_are_told_and_can_be_kept(String engine) throws IOException {
    String rows = "2024-03-31T02:30:00+01:00\n2024-03-31T03:30:00+02:00\n";
    Outcome told = convert(engine, HEADER, file("offsets.csv", "at\n" + rows));
    assertThat(told.warnings()).anyMatch(text -> text.contains("+01:00, +02:00"));

    Map<String, Object> kept = Map.of("conversion.offsets", "column");
    if (takes(engine, kept, folder.resolve("offsets.csv"))) {
      assertThat(Readback.columns(convert(engine, kept, folder.resolve("offsets.csv")).output()))
          .containsEntry("at_offset", List.of("+01:00", "+02:00"))
          .containsEntry("at", List.of("2024-03-31 01:30:00+00", "2024-03-31 01:30:00+00"));
    }
  }

  @EveryEngine
  void local_times_stay_local_also_where_the_clock_skips_them(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of(
            "at", "TIMESTAMP", "2024-03-31 02:30:00", "2024-10-27 02:30:00", "2024-06-01 12:00:00"),
        ThemeColumn.of("hours", "TIME", "02:30:00", "23:59:59", "00:00:00"),
        ThemeColumn.of("day", "DATE", "2024-02-29", "1582-10-15", "9999-12-31"));
  }

  @EveryEngine
  void a_time_zone_that_is_named_makes_instants(String engine) throws IOException {
    ThemeColumn local =
        ThemeColumn.of(
                "at",
                "TIMESTAMPTZ",
                "2024-03-31 01:59:59",
                "2024-03-31 02:30:00",
                "2024-03-31 03:00:00",
                "2024-10-27 02:30:00",
                "2024-07-01 12:00:00")
            .shownAs(
                "2024-03-31 00:59:59+00",
                "2024-03-31 01:30:00+00",
                "2024-03-31 01:00:00+00",
                "2024-10-27 00:30:00+00",
                "2024-07-01 10:00:00+00");
    if (takes(engine, BERLIN, file("zone.csv", "at\n2024-03-31 01:59:59\n"))) {
      assertBecomes(engine, BERLIN, local);
    }
  }

  @EveryEngine
  void day_or_month_first_is_settled_by_the_whole_column_or_not_at_all(String engine)
      throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.late(
                "day_first", "DATE", 30_100, r -> "01/02/2024", Map.of(30_050, "13/02/2024"))
            .shown(text -> text.startsWith("13") ? "2024-02-13" : "2024-02-01"),
        ThemeColumn.late(
                "month_first", "DATE", 30_100, r -> "01/02/2024", Map.of(30_050, "02/13/2024"))
            .shown(text -> text.startsWith("02/13") ? "2024-02-13" : "2024-01-02"),
        ThemeColumn.late(
            "both",
            "VARCHAR",
            30_100,
            r -> "01/02/2024",
            Map.of(5, "13/02/2024", 30_050, "02/13/2024")),
        ThemeColumn.late("open", "VARCHAR", 30_100, r -> "01/02/2024", Map.of(7, "03/04/2024")));
  }

  @EveryEngine
  void an_open_order_of_day_and_month_is_told_and_can_be_settled(String engine) throws IOException {
    Outcome open = convert(engine, HEADER, file("days.csv", "day\n01/02/2024\n03/04/2024\n"));
    assertThat(open.warnings()).anyMatch(text -> text.contains("--date-order"));

    Map<String, Object> dayFirst = Map.of("conversion.date_order", "dmy");
    Outcome settled = convert(engine, dayFirst, folder.resolve("days.csv"));
    assertThat(Readback.columns(settled.output()))
        .containsEntry("day", List.of("2024-02-01", "2024-04-03"));
  }

  @EveryEngine
  void what_only_looks_like_a_date_is_text(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("part", "VARCHAR", "41_10_1", "41_10_2", "41_11_1"),
        ThemeColumn.of("version", "VARCHAR", "1.2.3", "1.10.0", "2.0.0"),
        ThemeColumn.of("address", "VARCHAR", "10.0.0.1", "10.0.0.2", "192.168.0.1"),
        ThemeColumn.of("no_day", "VARCHAR", "2024-02-30", "2024-02-28", "2024-02-27"),
        ThemeColumn.of("leap_second", "VARCHAR", "23:59:60", "23:59:59", "23:59:58"),
        ThemeColumn.of("forms", "VARCHAR", "2024-01-05", "05.01.2024", "2024-01-07"),
        ThemeColumn.of("compact", "BIGINT", "20240105", "20240106", "20240107"),
        ThemeColumn.of("quarter", "VARCHAR", "2024-Q1", "2024-Q2", "2024-Q3"));
  }

  @EveryEngine
  void dates_among_timestamps_are_their_midnight(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("at", "TIMESTAMP", "2024-01-05", "2024-01-05T10:00:00.25", "")
            .shownAs("2024-01-05 00:00:00", "2024-01-05 10:00:00.25", null),
        ThemeColumn.of("day", "DATE", "2024-01-05", "2024-01-06", ""));
  }

  @EveryEngine
  void nanoseconds_are_kept_also_where_one_value_of_30_000_has_them(String engine)
      throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.late(
            "late",
            "TIMESTAMP_NS",
            30_100,
            row -> "2024-01-05 10:00:00",
            Map.of(30_050, "2024-01-05 10:00:00.123456789")),
        ThemeColumn.late(
            "micros",
            "TIMESTAMP",
            30_100,
            row -> "2024-01-05 10:00:00",
            Map.of(30_050, "2024-01-05 10:00:00.123456")));
  }

  @EveryEngine
  void every_digit_of_a_fraction_is_kept(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of(
            "ticks", "TIMESTAMP_NS", "2024-01-05 10:00:00.1234567", "2024-01-05 10:00:00.7654321"),
        ThemeColumn.of(
            "nanos",
            "TIMESTAMP_NS",
            "2024-01-05 10:00:00.000000001",
            "1677-09-22 00:00:00.999999999"),
        ThemeColumn.of("millis", "TIMESTAMP", "2024-01-05 10:00:00.123", "2024-01-05 10:00:00"),
        ThemeColumn.of(
            "too_remote", "VARCHAR", "2024-01-05 10:00:00.123456789", "9999-12-31 00:00:00"),
        ThemeColumn.of(
            "ten_digits", "VARCHAR", "2024-01-05 10:00:00.1234567891", "2024-01-05 10:00:00"));
  }

  @EveryEngine
  void nanoseconds_of_instants_are_kept_and_told(String engine) throws IOException {
    Outcome outcome =
        convert(engine, HEADER, file("nanos.csv", "at\n2024-01-05T10:00:00.123456789+02:00\n"));
    assertThat(types(outcome)).containsEntry("at", "TIMESTAMPTZ_NS");
    assertThat(outcome.warnings()).anyMatch(text -> text.contains("nanoseconds"));
    assertThat(Readback.columns(outcome.output()).get("at").get(0))
        .startsWith("2024-01-05 08:00:00.123456789");
  }
}
