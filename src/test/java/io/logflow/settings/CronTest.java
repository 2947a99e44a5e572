package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days and clocks by the calendar: 1 January 2026 is a Thursday. */
class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Cron cron(String text) {
    return Cron.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 6 * * *          | 2026-01-01T06:29:59Z | 2026-01-01T06:30:00Z",
        "30 6 * * *          | 2026-01-01T06:30:00Z | 2026-01-02T06:30:00Z",
        "*/15 * * * *        | 2026-01-01T06:31:00Z | 2026-01-01T06:45:00Z",
        "5/20 * * * *        | 2026-01-01T06:26:00Z | 2026-01-01T06:45:00Z",
        "0 22 * * mon-fri    | 2026-01-02T22:00:00Z | 2026-01-05T22:00:00Z",
        "0 0 * * 7           | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
        "0 0 * * SUN         | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
        "0 0 13 * fri        | 2026-01-03T00:00:00Z | 2026-01-09T00:00:00Z",
        "0 0 13 * fri        | 2026-01-09T00:00:00Z | 2026-01-13T00:00:00Z",
        "0 12 31 jan,mar *   | 2026-02-01T00:00:00Z | 2026-03-31T12:00:00Z",
        "0 0 29 2 *          | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
        "10-20/5 3 * * *     | 2026-01-01T03:15:00Z | 2026-01-01T03:20:00Z",
        "@monthly            | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z",
        "@hourly             | 2026-01-01T10:00:00Z | 2026-01-01T11:00:00Z",
      })
  void the_next_time_is_that_of_crontab(String text, Instant after, Instant next) {
    assertThat(cron(text).next(after, ZoneId.of("UTC"))).contains(next);
  }

  /**
   * Berlin: at 2026-03-29T01:00Z the clock goes from 02:00 to 03:00, at 2026-10-25T01:00Z from
   * 03:00 to 02:00.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 02:30 is left out: due when the clock changes, and the day after at 02:30
        "30 2 * * *     | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z",
        "30 2 * * *     | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z",
        // 02:00 is left out and 03:00 is the instant of the change: once
        "0 2,3 * * *    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z",
        "0 2,3 * * *    | 2026-03-29T01:00:00Z | 2026-03-30T00:00:00Z",
        // 02:30 comes twice: the first time only
        "30 2 * * *     | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
        "30 2 * * *     | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
        "30 2 * * *     | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z",
        // every hour goes on as time passes
        "15 * * * *     | 2026-03-29T00:15:00Z | 2026-03-29T01:15:00Z",
        "15 * * * *     | 2026-10-25T00:15:00Z | 2026-10-25T01:15:00Z",
        "15 * * * *     | 2026-10-25T01:15:00Z | 2026-10-25T02:15:00Z",
      })
  void a_change_of_the_clock_makes_no_run_twice_and_leaves_none_out(
      String text, Instant after, Instant next) {
    assertThat(cron(text).next(after, BERLIN)).contains(next);
  }

  /** Samoa went from 29 to 31 December 2011 at 2011-12-30T10:00Z. */
  @Test
  void a_day_that_is_left_out_is_due_at_its_change() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    assertThat(cron("0 9 * * *").next(Instant.parse("2011-12-29T19:00:00Z"), apia))
        .contains(Instant.parse("2011-12-30T10:00:00Z"));
    assertThat(cron("0 9 * * *").next(Instant.parse("2011-12-30T10:00:00Z"), apia))
        .contains(Instant.parse("2011-12-30T19:00:00Z"));
  }

  @Test
  void times_that_were_missed_are_counted_and_the_last_one_is_known() {
    Optional<Cron.Due> due =
        cron("30 6 * * *")
            .due(
                Instant.parse("2026-01-01T06:30:00Z"),
                Instant.parse("2026-01-04T06:29:00Z"),
                ZoneId.of("UTC"));
    assertThat(due).contains(new Cron.Due(Instant.parse("2026-01-03T06:30:00Z"), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "0 0 6 * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "1,,2 * * * *",
        "0 0 30 2 *",
        "@never",
        "0 0 * * someday",
        "0 0 L * *"
      })
  void what_is_no_time_is_refused(String text) {
    assertThat(Cron.parse(text)).isEmpty();
  }
}
