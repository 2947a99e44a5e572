package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.logflow.job.ConfigurationException;
import io.logflow.job.TypeKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalFormatTest {
  private final TemporalValue value = new TemporalValue();

  private boolean parse(String pattern, String text) {
    byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.UTF_8);
    return TemporalFormat.of(pattern).parse(bytes, 1, bytes.length - 1, value);
  }

  private long seconds(String pattern, String text) {
    assertThat(parse(pattern, text)).as(text).isTrue();
    return value.seconds();
  }

  // Expected values: GNU date -u -d '...' +%s
  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd, 1970-01-01, 0",
    "yyyy-MM-dd, 2024-02-29, 1709164800",
    "yyyy-MM-dd, 0001-01-01, -62135596800",
    "yyyy-MM-dd, 9999-12-31, 253402214400",
    "yyyy/MM/dd, 1969/12/31, -86400",
    "yyyy.MM.dd, 2000.02.29, 951782400",
    "d.M.yyyy, 1.3.2024, 1709251200",
    "d.M.yyyy, 01.03.2024, 1709251200",
    "M/d/yyyy, 3/1/2024, 1709251200",
    "d-MMM-yyyy, 01-mar-2024, 1709251200",
    "d-MMM-yyyy, 1-MAR-2024, 1709251200",
    "'MMMM d, yyyy', 'March 1, 2024', 1709251200",
    "yyyy-MM-dd HH:mm:ss, 2024-03-01 12:34:56, 1709296496",
    "yyyy-MM-dd HH:mm:ss, 2024-03-01T12:34:56, 1709296496",
    "yyyy-MM-dd HH:mm:ss, 2024-03-01T12:34:56.5, 1709296496",
    "yyyy-MM-dd HH:mm, 2024-03-01T12:34, 1709296440",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01T12:34:56Z, 1709296496",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01T12:34:56+02, 1709289296",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01T12:34:56+0545, 1709275796",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01T12:34:56.25-03:30, 1709309096",
    "yyyy-MM-dd HH:mmX, 2024-03-01T12:34Z, 1709296440",
    "yyyy-MM-dd[ HH:mm:ss], 2024-03-01, 1709251200",
    "yyyy-MM-dd[ HH:mm:ss], 2024-03-01T12:34:56, 1709296496",
    "HH:mm, 23:59, 86340",
    "HH:mm:ss, 00:00:01.000000001, 1",
    "d/M/yyyy h:mm a, 1/3/2024 12:05 AM, 1709251500",
    "d/M/yyyy h:mm a, 1/3/2024 12:05 pm, 1709294700",
    "'yyyy-MM-dd HH:mm:ss,SSS', '2024-03-01 12:34:56,789', 1709296496",
    "yyyyMMddHHmmss, 20240301123456, 1709296496",
    "d/M/yy, 1/3/24, 1709251200"
  })
  void reads_what_is_of_the_format(String pattern, String text, long expected) {
    assertThat(seconds(pattern, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd, 2023-02-29",
    "yyyy-MM-dd, 1900-02-29",
    "yyyy-MM-dd, 2024-02-30",
    "yyyy-MM-dd, 2024-04-31",
    "yyyy-MM-dd, 2024-13-01",
    "yyyy-MM-dd, 2024-00-01",
    "yyyy-MM-dd, 2024-01-00",
    "yyyy-MM-dd, 0000-01-01",
    "yyyy-MM-dd, 2024-1-01",
    "yyyy-MM-dd, 2024-01-1",
    "yyyy-MM-dd, 24-01-01",
    "yyyy-MM-dd, 2024-01-01x",
    "yyyy-MM-dd, 2024-01-01 10:00:00",
    "yyyy-MM-dd, -2024-01-01",
    "yyyy-MM-dd, '2024-01-01 '",
    "yyyy-MM-dd, 12024-01-01",
    "d/M/yyyy, 1/3/24",
    "d/M/yyyy, 001/3/2024",
    "d/M/yyyy, /3/2024",
    "d/M/yyyy, 31/4/2024",
    "HH:mm, 24:00",
    "HH:mm, 9:30",
    "HH:mm, 09:60",
    "HH:mm:ss, 23:59:60",
    "HH:mm:ss, 23:59:5",
    "HH:mm:ss, 23:59:59.",
    "HH:mm:ss, 23:59:59.1234567890",
    "HH:mm:ss, '23:59:59,5'",
    "yyyy-MM-dd HH:mm:ss, 2024-03-01_12:34:56",
    "yyyy-MM-dd HH:mm:ss, 2024-03-01t12:34:56",
    "yyyy-MM-dd HH:mm:ss, '2024-03-01  12:34:56'",
    "yyyy-MM-dd HH:mm:ss, 2024-03-01",
    "yyyy-MM-dd HH:mm:ss, 2024-03-01 12:34:56Z",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01 12:34:56",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01 12:34:56z",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01 12:34:56+2",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01 12:34:56+16:00",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01 12:34:56+02:60",
    "yyyy-MM-dd HH:mm:ssX, 2024-03-01 12:34:56+02:",
    "yyyy-MM-dd[ HH:mm:ss], '2024-03-01 '",
    "yyyy-MM-dd[ HH:mm:ss], 2024-03-01 12:34",
    "d-MMM-yyyy, 01-mai-2024",
    "d-MMM-yyyy, 01-March-2024",
    "d/M/yyyy h:mm a, 1/3/2024 13:05 PM",
    "d/M/yyyy h:mm a, 1/3/2024 0:05 AM"
  })
  void refuses_what_is_not(String pattern, String text) {
    assertThat(parse(pattern, text)).as(text).isFalse();
  }

  @Test
  void every_day_of_the_calendar_has_its_number() {
    LocalDate last = LocalDate.of(9999, 12, 31);
    for (LocalDate day = LocalDate.of(1, 1, 1); !day.isAfter(last); day = day.plusDays(13)) {
      assertThat(parse("yyyy-MM-dd", day.toString())).isTrue();
      if (value.days() != day.toEpochDay()) {
        assertThat(value.days()).as(day.toString()).isEqualTo(day.toEpochDay());
      }
    }
  }

  @Test
  void fractions_are_nanoseconds() {
    assertThat(parse("HH:mm:ss", "10:00:00.5")).isTrue();
    assertThat(value.nanos()).isEqualTo(500_000_000);
    assertThat(parse("HH:mm:ss", "10:00:00.000000001")).isTrue();
    assertThat(value.nanos()).isEqualTo(1);
    assertThat(parse("HH:mm:ss", "10:00:00")).isTrue();
    assertThat(value.nanos()).isZero();
  }

  @Test
  void times_of_a_zone_become_instants() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(parse("yyyy-MM-dd HH:mm", "2024-07-01 12:00")).isTrue();
    assertThat(value.instant(berlin)).isEqualTo(1_719_828_000L); // 10:00Z
    assertThat(value.doubtful(berlin)).isFalse();
    assertThat(parse("yyyy-MM-dd HH:mm", "2024-03-31 02:30")).isTrue(); // skipped
    assertThat(value.instant(berlin)).isEqualTo(1_711_848_600L); // 03:30+02:00
    assertThat(value.doubtful(berlin)).isTrue();
    assertThat(parse("yyyy-MM-dd HH:mm", "2024-10-27 02:30")).isTrue(); // comes twice
    assertThat(value.instant(berlin)).isEqualTo(1_729_989_000L); // 02:30+02:00
    assertThat(value.doubtful(berlin)).isTrue();
    assertThat(parse("yyyy-MM-dd HH:mmX", "2024-10-27 02:30Z")).isTrue();
    assertThat(value.instant(berlin)).isEqualTo(1_729_996_200L);
    assertThat(value.doubtful(berlin)).isFalse();
  }

  @Test
  void kinds_follow_the_fields() {
    assertThat(TemporalFormat.of("d/M/yyyy").kind()).isEqualTo(TypeKind.DATE);
    assertThat(TemporalFormat.of("HH:mm").kind()).isEqualTo(TypeKind.TIME);
    assertThat(TemporalFormat.of("yyyy-MM-dd[ HH:mm]").kind()).isEqualTo(TypeKind.TIMESTAMP);
    assertThat(TemporalFormat.of("yyyy-MM-dd HH:mmX").kind()).isEqualTo(TypeKind.TIMESTAMPTZ);
  }

  @Test
  void strptime_patterns_of_a_person_are_taken() {
    TemporalFormat format = TemporalFormat.ofUser("%d/%m/%Y at %H:%M:%S.%f");
    byte[] text = "1/3/2024 at 12:34:56.789".getBytes(StandardCharsets.UTF_8);
    assertThat(format.parse(text, 0, text.length, value)).isTrue();
    assertThat(value.seconds()).isEqualTo(1_709_296_496L);
    assertThat(value.nanos()).isEqualTo(789_000_000);
    assertThat(TemporalFormat.ofUser("%FT%T%z").kind()).isEqualTo(TypeKind.TIMESTAMPTZ);
  }

  @Test
  void strptime_variants_cover_the_format() {
    assertThat(TemporalFormat.of("d/M/yyyy").strptime()).containsExactly("%d/%m/%Y");
    assertThat(TemporalFormat.of("d/M/yyyy[ HH:mm:ss]").strptime())
        .containsExactlyInAnyOrder(
            "%d/%m/%Y",
            "%d/%m/%Y %H:%M:%S",
            "%d/%m/%YT%H:%M:%S",
            "%d/%m/%Y %H:%M:%S.%f",
            "%d/%m/%YT%H:%M:%S.%f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d/M/yyyy h:mm",
        "hh:mm:ss",
        "d/M/yyyy HH:mm a",
        "HH:mm:ss a",
        "yyyy-MM-dd a",
        "d/M/yyyy hh:mm[ a]",
        "HH:mm hh a",
        "%d/%m/%Y %I:%M",
        "%H:%M %p",
        "%F %T %p"
      })
  void hours_of_half_a_day_go_with_their_half_and_others_do_not(String pattern) {
    assertThatThrownBy(() -> TemporalFormat.ofUser(pattern))
        .asInstanceOf(type(ConfigurationException.class))
        .satisfies(
            failure ->
                assertThat(failure.remedy())
                    .contains("h with a")
                    .contains("%I with %p")
                    .contains("H (%H)"));
  }

  @Test
  void hours_of_half_a_day_with_their_half_are_taken() {
    assertThat(TemporalFormat.ofUser("yyyy-MM-dd[ h:mm a]").kind()).isEqualTo(TypeKind.TIMESTAMP);
    assertThat(TemporalFormat.ofUser("a h:mm").kind()).isEqualTo(TypeKind.TIME);
    TemporalFormat format = TemporalFormat.ofUser("%d/%m/%Y %I:%M %p");
    byte[] text = "1/3/2024 12:05 PM".getBytes(StandardCharsets.UTF_8);
    assertThat(format.parse(text, 0, text.length, value)).isTrue();
    assertThat(value.secondOfDay()).isEqualTo(43_500);
  }

  @Test
  void patterns_that_name_no_whole_time_are_refused() {
    for (String pattern :
        new String[] {"yyyy-MM", "MM-dd", "ss", "HH:mmX", "abc", "yyyy-MM-dd'", "QQ", ""}) {
      assertThatThrownBy(() -> TemporalFormat.of(pattern))
          .as(pattern)
          .isInstanceOf(ConfigurationException.class);
    }
    assertThatThrownBy(() -> TemporalFormat.ofUser("%Q"))
        .isInstanceOf(ConfigurationException.class);
  }
}
