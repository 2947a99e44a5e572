package io.logflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnType;
import io.logflow.job.Conversion;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every type's texts become. */
class DuckDbTypesTest {
  @TempDir Path folder;
  private DuckCase given;

  @BeforeEach
  void start() throws IOException {
    given = new DuckCase(folder);
  }

  private List<String> values(String expression, String... texts) throws Exception {
    given.input("in.csv", "h\n" + String.join("\n", texts) + "\n", texts.length);
    Conversion conversion = DuckDbEngineTest.convert(given);
    assertThat(conversion.engine()).as(conversion.note().orElse("")).isEqualTo("duckdb");
    return given.output(expression);
  }

  private String logicalType() throws IOException, SQLException {
    return given.query("SELECT type, logical_type FROM parquet_schema({}) WHERE name = 'c'").get(0);
  }

  @Test
  void boolean_in_any_case() throws Exception {
    given.column("c", ColumnType.BOOLEAN);
    assertThat(values("c", "true", "FALSE", "True", "\"false\""))
        .containsExactly("true", "false", "true", "false");
    assertThat(logicalType()).isEqualTo("BOOLEAN|null");
  }

  @Test
  void integers_to_the_ends() throws Exception {
    given.column("c", ColumnType.BIGINT);
    String[] texts = {"0", "-1", "9223372036854775807", "-9223372036854775808"};
    assertThat(values("c", texts)).containsExactly(texts);
    assertThat(logicalType()).startsWith("INT64");
  }

  @Test
  void doubles_bit_by_bit() throws Exception {
    given.column("c", ColumnType.DOUBLE);
    String[] texts = {
      "0.1",
      "-0.0",
      "-.0",
      ".5",
      "-.25",
      "3",
      "999999999999999",
      "0.123456789012345",
      "1.5e300",
      "1.5E+3",
      "1.5e-7",
      "2.22507385850720e-308",
      "4.94065645841247e-324",
      "1.79769313486231e308",
      "9007199254740.99",
      "1234567890.12345",
      "5e-5",
      "123456789012345000"
    };
    List<String> expected =
        Arrays.stream(texts).map(text -> bits(Double.parseDouble(text))).toList();
    List<String> found =
        values("c", texts).stream().map(text -> bits(Double.parseDouble(text))).toList();
    assertThat(found).isEqualTo(expected);
    assertThat(logicalType()).startsWith("DOUBLE");
  }

  private static String bits(double value) {
    return Long.toHexString(Double.doubleToRawLongBits(value));
  }

  @Test
  void decimals_digit_by_digit() throws Exception {
    given.column("c", ColumnType.decimal(38, 10));
    assertThat(
            values(
                "c::VARCHAR",
                "9999999999999999999999999999.9999999999",
                "-9999999999999999999999999999.9999999999",
                ".5",
                "-0.0000000001",
                "7"))
        .containsExactly(
            "9999999999999999999999999999.9999999999",
            "-9999999999999999999999999999.9999999999",
            "0.5000000000",
            "-0.0000000001",
            "7.0000000000");
    assertThat(logicalType()).contains("scale=10").contains("precision=38");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 2, 12.50, 12.50",
    "9, 2, -9999999.99, -9999999.99",
    "18, 4, 99999999999999.9999, 99999999999999.9999",
    "19, 0, 9999999999999999999, 9999999999999999999",
    "38, 0, -99999999999999999999999999999999999999, -99999999999999999999999999999999999999",
  })
  void decimals_of_every_width(int precision, int scale, String text, String expected)
      throws Exception {
    given.column("c", ColumnType.decimal(precision, scale));
    assertThat(values("c", text)).containsExactly(expected);
  }

  @Test
  void dates() throws Exception {
    given.column("c", ColumnType.DATE, "yyyy-MM-dd");
    assertThat(values("c", "2024-02-29", "0001-01-01", "9999-12-31", "1582-10-10"))
        .containsExactly("2024-02-29", "0001-01-01", "9999-12-31", "1582-10-10");
    assertThat(given.query("SELECT DISTINCT converted_type FROM parquet_schema({}) OFFSET 0"))
        .contains("DATE");
  }

  @Test
  void times() throws Exception {
    given.column("c", ColumnType.TIME, "HH:mm:ss");
    assertThat(
            values("c::VARCHAR", "00:00:00", "23:59:59.999999", "12:30:45.1", "12:30:45.100000000"))
        .containsExactly("00:00:00", "23:59:59.999999", "12:30:45.1", "12:30:45.1");
    assertThat(logicalType()).contains("isAdjustedToUTC=0").contains("MICROS=MicroSeconds()");
  }

  @Test
  void times_with_nanos() throws Exception {
    given.column("c", ColumnType.TIME.withNanos(), "HH:mm:ss");
    assertThat(values("c::VARCHAR", "00:00:00", "23:59:59.999999999", "12:30:45.1"))
        .containsExactly("00:00:00", "23:59:59.999999999", "12:30:45.1");
    assertThat(logicalType()).contains("isAdjustedToUTC=0").contains("NANOS=NanoSeconds()");
  }

  @Test
  void timestamps_in_both_notations_and_with_fractions() throws Exception {
    given.column("c", ColumnType.TIMESTAMP, "yyyy-MM-dd HH:mm:ss");
    assertThat(
            values(
                "c",
                "2024-01-05T10:00:00",
                "2024-01-05 10:00:00.1",
                "2024-01-05 10:00:00.123456000",
                "0001-01-01 00:00:00",
                "9999-12-31 23:59:59.999999",
                "1969-12-31 23:59:59.999999"))
        .containsExactly(
            "2024-01-05 10:00:00.0",
            "2024-01-05 10:00:00.1",
            "2024-01-05 10:00:00.123456",
            "0001-01-01 00:00:00.0",
            "9999-12-31 23:59:59.999999",
            "1969-12-31 23:59:59.999999");
    assertThat(logicalType()).contains("isAdjustedToUTC=0").contains("MICROS=MicroSeconds()");
  }

  @Test
  void timestamps_with_nanos() throws Exception {
    given.column("c", ColumnType.TIMESTAMP.withNanos(), "yyyy-MM-dd HH:mm:ss");
    assertThat(
            values(
                "c::VARCHAR",
                "2024-01-05T10:00:00.123456789",
                "1969-12-31 23:59:59.999999999",
                "1677-09-22 00:00:00",
                "2262-04-11 23:47:16.854775806"))
        .containsExactly(
            "2024-01-05 10:00:00.123456789",
            "1969-12-31 23:59:59.999999999",
            "1677-09-22 00:00:00",
            "2262-04-11 23:47:16.854775806");
    assertThat(logicalType()).contains("isAdjustedToUTC=0").contains("NANOS=NanoSeconds()");
  }

  @Test
  void dates_among_timestamps() throws Exception {
    given.column("c", ColumnType.TIMESTAMP, "yyyy-MM-dd[ HH:mm:ss]");
    assertThat(values("c::VARCHAR", "2024-01-05", "2024-01-05 10:00:00"))
        .containsExactly("2024-01-05 00:00:00", "2024-01-05 10:00:00");
  }

  @Test
  void instants_with_every_form_of_offset() throws Exception {
    given.column("c", ColumnType.TIMESTAMPTZ, "yyyy-MM-dd HH:mm:ssX");
    assertThat(
            values(
                "(c AT TIME ZONE 'UTC')::VARCHAR",
                "2024-01-05T10:00:00Z",
                "2024-01-05 10:00:00+05",
                "2024-01-05 10:00:00-0330",
                "2024-01-05 10:00:00.123456+05:45",
                "0001-01-01T00:00:00Z"))
        .containsExactly(
            "2024-01-05 10:00:00",
            "2024-01-05 05:00:00",
            "2024-01-05 13:30:00",
            "2024-01-05 04:15:00.123456",
            "0001-01-01 00:00:00");
    assertThat(logicalType()).contains("isAdjustedToUTC=1").contains("MICROS=MicroSeconds()");
  }

  @Test
  void instants_with_nanos() throws Exception {
    given.column("c", ColumnType.TIMESTAMPTZ.withNanos(), "yyyy-MM-dd HH:mm:ssX");
    assertThat(values("c::VARCHAR", "2024-01-05T10:00:00.123456789Z", "2024-01-05 10:00:00+0545"))
        .containsExactly("2024-01-05 10:00:00.123456789+00", "2024-01-05 04:15:00+00");
    assertThat(logicalType()).contains("isAdjustedToUTC=1").contains("NANOS=NanoSeconds()");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d/M/yyyy | 3/12/2024 | 2024-12-03",
        "M/d/yyyy | 12/03/2024 | 2024-12-03",
        "d.M.yyyy | 03.12.2024 | 2024-12-03",
        "yyyy/MM/dd | 2024/12/03 | 2024-12-03",
        "d MMM yyyy | 3 Dec 2024 | 2024-12-03",
        "d MMMM yyyy | 3 December 2024 | 2024-12-03",
        "d-MMM-yyyy | 3-Dec-0001 | 0001-12-03",
      })
  void dates_in_other_forms(String format, String text, String expected) throws Exception {
    given.column("c", ColumnType.DATE, format);
    assertThat(values("c", text, text)).containsExactly(expected, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d/M/yyyy HH:mm:ss | 3/12/2024 10:11:12.5 | 2024-12-03 10:11:12.5",
        "d/M/yyyy HH:mm:ss | 3/12/2024 10:11:12 | 2024-12-03 10:11:12",
        "d/M/yyyy HH:mm | 3/12/2024 10:11 | 2024-12-03 10:11:00",
        "M/d/yyyy h:mm:ss a | 12/3/2024 12:11:12 AM | 2024-12-03 00:11:12",
        "M/d/yyyy h:mm:ss a | 12/3/2024 12:11:12 PM | 2024-12-03 12:11:12",
        "M/d/yyyy h:mm:ss a | 12/3/2024 1:11:12 PM | 2024-12-03 13:11:12",
      })
  void timestamps_in_other_forms(String format, String text, String expected) throws Exception {
    given.column("c", ColumnType.TIMESTAMP, format);
    assertThat(values("c::VARCHAR", text)).containsExactly(expected);
  }

  @Test
  void timestamps_in_other_forms_with_nanos() throws Exception {
    given.column("c", ColumnType.TIMESTAMP.withNanos(), "d/M/yyyy HH:mm:ss");
    assertThat(
            values(
                "c::VARCHAR",
                "3/12/2024 10:11:12.123456789",
                "3/12/2024 10:11:12",
                "3/12/2024 10:11:12.5"))
        .containsExactly(
            "2024-12-03 10:11:12.123456789", "2024-12-03 10:11:12", "2024-12-03 10:11:12.5");
  }

  @Test
  void instants_in_other_forms() throws Exception {
    given.column("c", ColumnType.TIMESTAMPTZ, "d/M/yyyy HH:mm:ss X");
    assertThat(
            values(
                "c::VARCHAR",
                "3/12/2024 10:11:12 +02:00",
                "3/12/2024 10:11:12.25 -0330",
                "3/12/2024 10:11:12 Z",
                "3/12/2024 10:11:12 +01"))
        .containsExactly(
            "2024-12-03 08:11:12+00",
            "2024-12-03 13:41:12.25+00",
            "2024-12-03 10:11:12+00",
            "2024-12-03 09:11:12+00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d/M/yy", "yy-MM-dd"})
  void years_of_two_digits_are_declined(String format) {
    given.column("c", ColumnType.DATE, format);
    assertThat(DuckDbEngineTest.engine().supports(given.plan()).yes()).isFalse();
  }

  @Test
  void local_times_that_become_instants_are_declined() {
    given.column("c", ColumnType.TIMESTAMPTZ, "yyyy-MM-dd HH:mm:ss");
    assertThat(DuckDbEngineTest.engine().supports(given.plan()).yes()).isFalse();
  }

  @Test
  void text_byte_by_byte() throws Exception {
    given.column("c", ColumnType.VARCHAR);
    assertThat(
            values(
                "c",
                " a ",
                "\" b \"",
                "\"a\"\"b\"",
                "\"line\nbreak\"",
                "\"cr\r\nlf\"",
                "\u0000nul",
                "naïve \uD83D\uDE00 e\u0301",
                "'x'",
                "1_000",
                "nan",
                "\\n"))
        .containsExactly(
            " a ",
            " b ",
            "a\"b",
            "line\nbreak",
            "cr\r\nlf",
            "\u0000nul",
            "naïve \uD83D\uDE00 e\u0301",
            "'x'",
            "1_000",
            "nan",
            "\\n");
    assertThat(logicalType()).startsWith("BYTE_ARRAY");
  }
}
