package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnPlan;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ConversionOptions.Numbers;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lattice value by value. A bar parts the values of a column. */
class TypeTableTest {
  @TempDir Path folder;

  private String type(Jobs.Options options, String values) throws IOException {
    return Jobs.type(folder, options, values.split("[|]", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "true, BOOLEAN",
    "TRUE|False, BOOLEAN",
    "yes, VARCHAR",
    "t|f, VARCHAR",
    "true|1, VARCHAR",
    "0, BIGINT",
    "-1, BIGINT",
    "9223372036854775807|-9223372036854775808, BIGINT",
    "'9223372036854775808', 'DECIMAL(19,0)'",
    "'-9223372036854775809|1', 'DECIMAL(19,0)'",
    "'10000000000000000000000', 'DECIMAL(23,0)'",
    "'99999999999999999999999999999999999999', 'DECIMAL(38,0)'",
    "'100000000000000000000000000000000000000', VARCHAR",
    "00123, VARCHAR",
    "1|007, VARCHAR",
    "00, VARCHAR",
    "+5, VARCHAR",
    "-0, VARCHAR",
    "-01, VARCHAR",
    "-, VARCHAR",
    "., VARCHAR",
    "-., VARCHAR",
    "' 1', VARCHAR",
    "'1 ', VARCHAR",
    "1_000, VARCHAR",
    "0x10, VARCHAR",
    "١, VARCHAR",
    "1.5, DOUBLE",
    ".5, DOUBLE",
    "-.5, DOUBLE",
    "5., VARCHAR",
    "1.2.3, VARCHAR",
    "0.0, DOUBLE",
    "-0.0, DOUBLE",
    "1.5|-0, VARCHAR",
    "1.5|00.5, VARCHAR",
    "1.5|+2.5, VARCHAR",
    "1|2.50, DOUBLE",
    "123456789012345.0, DOUBLE",
    "0.123456789012345, DOUBLE",
    "0.000000123456789012345, DOUBLE",
    "0.1234567890123456, 'DECIMAL(16,16)'",
    "12.5|0.1234567890123456, 'DECIMAL(18,16)'",
    "1234567890.12345678, 'DECIMAL(18,8)'",
    "1.500000000000000000000, DOUBLE",
    "1.5|1234567890123456, 'DECIMAL(17,1)'",
    "1.5|1000000000000000000000, DOUBLE",
    "1.5|9223372036854775807, 'DECIMAL(20,1)'",
    "0.1234567890123456|-0.0, DOUBLE",
    "12345678901234567.25|-0.0, VARCHAR",
    "0.1234567890123456|1.5e-40, DOUBLE",
    "1.5e-7|12345678901234567.25, 'DECIMAL(25,8)'",
    "0.123456789012345678901234567890123456789, VARCHAR",
    "1.5|123456789012345678901234567890123456789, VARCHAR",
    "1e5, VARCHAR",
    "1e5|2, VARCHAR",
    "1E5|2.0, DOUBLE",
    "1.5e3, DOUBLE",
    "1.5e+03, DOUBLE",
    "1.5e-3|7, DOUBLE",
    "1.5e, VARCHAR",
    "1.5e+, VARCHAR",
    "1.5ee3, VARCHAR",
    "1.5e3.0, VARCHAR",
    "1.5e308, DOUBLE",
    "1.5e309, VARCHAR",
    "1.5e-307, DOUBLE",
    "1.5e-309, VARCHAR",
    "1.5e-400, VARCHAR",
    "0.0e-400, DOUBLE",
    "1.5e99999999999999999999, VARCHAR",
    "1.1234567890123456e3, 'DECIMAL(17,13)'",
    "0.1234567890123456|1.5e3, 'DECIMAL(20,16)'",
    "01.5e3, VARCHAR",
    "1.5|nan, VARCHAR",
    "NaN, VARCHAR",
    "inf, VARCHAR",
    "1.5|Infinity, VARCHAR",
    "'$5', VARCHAR",
    "5%, VARCHAR",
    "2024-01-05, DATE",
    "2024/01/05, DATE",
    "2024.01.05, DATE",
    "31.12.2024, DATE",
    "31/12/2024, DATE",
    "12/31/2024, DATE",
    "31-12-2024, DATE",
    "5-Jan-2024, DATE",
    "05 January 2024, DATE",
    "May 5 2024, DATE",
    "05-May-2024, DATE",
    "05 May 2024|06 May 2024, DATE",
    "05 May 2024|06 June 2024, DATE",
    "05 Jun 2024|06 June 2024, VARCHAR",
    "01/02/2024|03/04/2024, VARCHAR",
    "03/04/2024|04/03/2024, VARCHAR",
    "3-4-2024 9:30|4-3-2024 9:30, VARCHAR",
    "1/2/2024|2/3/2024 9:30 PM|3/1/2024|2/1/2024|3/2/2024 9:30 PM|1/3/2024, VARCHAR",
    "03/04/2024|05/05/2024|04/03/2024|25/01/2024, DATE",
    "01/01/2024|02/02/2024, DATE",
    "01/02/2024|13/04/2024, DATE",
    "01/13/2024|13/01/2024, VARCHAR",
    "2023-02-29, VARCHAR",
    "2024-02-30, VARCHAR",
    "2024-1-5, DATE",
    "20240105, BIGINT",
    "2024-01-05|2024/01/05, VARCHAR",
    "2024-01, VARCHAR",
    "1.2.2024, DATE",
    "1.2.3.4, VARCHAR",
    "10:30, TIME",
    "10:30:15, TIME",
    "10:30:15|10:30:15.5, TIME",
    "10:30|10:30:15, VARCHAR",
    "10:30:15.123456789, TIME_NS",
    "10:30:60, VARCHAR",
    "24:00, VARCHAR",
    "9:30, VARCHAR",
    "2024-01-05 10:30, TIMESTAMP",
    "2024-01-05T10:30:00, TIMESTAMP",
    "2024-01-05T10:30:00|2024-01-05 10:30:00.25, TIMESTAMP",
    "2024-01-05 10:30|2024-01-05 10:30:00, VARCHAR",
    "2024-01-05|2024-01-05 10:30:00, TIMESTAMP",
    "2024-01-05|2024/01/05 10:30:00, VARCHAR",
    "2024-01-05|2024-01-05T10:30:00Z, VARCHAR",
    "2024-01-05T10:30:00|2024-01-05T10:30:00Z, VARCHAR",
    "2024-01-05T10:30:00Z, TIMESTAMPTZ",
    "2024-01-05T10:30:00Z|2024-01-05 10:30:00.5+05:45, TIMESTAMPTZ",
    "2024-01-05T10:30Z, TIMESTAMPTZ",
    "2024-01-05 10:30:00 +0200, TIMESTAMPTZ",
    "2024-01-05 10:30:00.123456000, TIMESTAMP",
    "2024-01-05 10:30:00.1234567, TIMESTAMP_NS",
    "2024-01-05 10:30:00.1234567Z, TIMESTAMPTZ_NS",
    "2024-01-05 10:30:00.1234567|1500-01-01 00:00:00, VARCHAR",
    "1/31/2024 9:30, TIMESTAMP",
    "1/31/2024 9:30:00 PM, TIMESTAMP",
    "2024-01-05|10:30, VARCHAR",
    "2024-01-05 24:00:00, VARCHAR",
    "2024-01-05|2024, VARCHAR",
    "0000-01-01, VARCHAR",
    "12024-01-01, VARCHAR"
  })
  void a_column_gets_the_type_of_the_table(String values, String expected) throws IOException {
    assertThat(type(new Jobs.Options(), values)).as(values).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "12.50, 'DECIMAL(4,2)'",
    "1|12.50, 'DECIMAL(4,2)'",
    "100|0.125, 'DECIMAL(6,3)'",
    "0.5, 'DECIMAL(1,1)'",
    "1, BIGINT",
    "1.5e3, DOUBLE",
    "-0.00|1.5, DOUBLE"
  })
  void decimals_are_kept_where_asked_for(String values, String expected) throws IOException {
    Jobs.Options options = new Jobs.Options();
    options.numbers = Numbers.DECIMAL;
    assertThat(type(options, values)).as(values).isEqualTo(expected);
  }

  @Test
  void the_date_order_settles_what_the_column_leaves_open() throws IOException {
    Jobs.Options options = new Jobs.Options();
    List<String> values = List.of("01/02/2024", "03/04/2024");
    assertThat(Jobs.column(folder, options, values).column().type().toString())
        .isEqualTo("VARCHAR");
    options.dateOrder = Optional.of(DateOrder.DMY);
    ColumnPlan dmy = Jobs.column(folder, options, values);
    assertThat(dmy.format()).contains("d/M/yyyy");
    assertThat(dmy.statistics().orElseThrow().max()).isEqualTo("2024-04-03");
    options.dateOrder = Optional.of(DateOrder.MDY);
    ColumnPlan mdy = Jobs.column(folder, options, values);
    assertThat(mdy.format()).contains("M/d/yyyy");
    assertThat(mdy.statistics().orElseThrow().max()).isEqualTo("2024-03-04");
    assertThat(Jobs.column(folder, options, List.of("13/02/2024")).format()).contains("d/M/yyyy");
  }

  @Test
  void dates_that_change_places_with_each_other_are_settled_by_the_date_order_too()
      throws IOException {
    Jobs.Options options = new Jobs.Options();
    List<String> values = List.of("05/05/2024", "03/04/2024", "04/03/2024");
    ColumnPlan open = Jobs.column(folder, options, values);
    assertThat(open.column().type().toString()).isEqualTo("VARCHAR");
    assertThat(open.why()).contains("as in '03/04/2024' in line 3");
    options.dateOrder = Optional.of(DateOrder.DMY);
    assertThat(Jobs.column(folder, options, values).format()).contains("d/M/yyyy");
    options.dateOrder = Optional.of(DateOrder.MDY);
    assertThat(Jobs.column(folder, options, values).format()).contains("M/d/yyyy");
  }

  @Test
  void a_given_format_comes_first() throws IOException {
    Jobs.Options options = new Jobs.Options();
    options.timestampFormat = Optional.of("yyyyMMdd");
    ColumnPlan column = Jobs.column(folder, options, List.of("20240105", "20231231"));
    assertThat(column.column().type().toString()).isEqualTo("DATE");
    assertThat(column.statistics().orElseThrow().min()).isEqualTo("2023-12-31");
    assertThat(type(options, "20240105|7")).isEqualTo("BIGINT");
    assertThat(type(options, "2024-01-05")).isEqualTo("DATE");
    options.timestampFormat = Optional.of("%d.%m.%y %H:%M");
    assertThat(type(options, "05.01.24 10:30|6.1.24 9:00")).isEqualTo("TIMESTAMP");
  }

  @Test
  void local_times_of_a_named_zone_are_instants() throws IOException {
    Jobs.Options options = new Jobs.Options();
    options.timezone = Optional.of(ZoneId.of("Europe/Berlin"));
    ColumnPlan column =
        Jobs.column(folder, options, List.of("2024-07-01 12:00:00", "2024-01-01 12:00:00"));
    assertThat(column.column().type().toString()).isEqualTo("TIMESTAMPTZ");
    assertThat(column.statistics().orElseThrow().min()).isEqualTo("2024-01-01 11:00:00Z");
    assertThat(column.statistics().orElseThrow().max()).isEqualTo("2024-07-01 10:00:00Z");
    assertThat(type(options, "2024-01-01")).isEqualTo("DATE");
    assertThat(type(options, "10:30:00")).isEqualTo("TIME");
  }

  @Test
  void nulls_are_no_values() throws IOException {
    Jobs.Options options = new Jobs.Options();
    assertThat(type(options, "|1|")).isEqualTo("BIGINT");
    assertThat(type(options, "|")).isEqualTo("VARCHAR");
    assertThat(type(options, "NA|1")).isEqualTo("VARCHAR");
    options.nullValues = List.of("NA", "none");
    assertThat(type(options, "NA|1|none")).isEqualTo("BIGINT");
    assertThat(type(options, "na|1")).isEqualTo("VARCHAR");
    assertThat(type(options, "\"NA\"|1")).isEqualTo("VARCHAR");
    assertThat(type(options, "\"\"|1")).isEqualTo("VARCHAR");
    options.quotedEmpty = QuotedEmpty.NULL;
    assertThat(type(options, "\"\"|1|\"NA\"")).isEqualTo("BIGINT");
    options.quotedEmpty = QuotedEmpty.TEXT;
    assertThat(type(options, "\"\"|1")).isEqualTo("VARCHAR");
  }
}
