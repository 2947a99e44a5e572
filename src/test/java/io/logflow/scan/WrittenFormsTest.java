package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ValueForms;
import io.logflow.job.ValueForms.BooleanWords;
import io.logflow.job.ValueForms.Thousands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dates, times, numbers and booleans in the forms that people write. A bar parts the values of a
 * column; the results were worked out by hand.
 */
class WrittenFormsTest {
  @TempDir Path folder;
  private final Jobs.Options options = new Jobs.Options();

  private ColumnPlan column(String values) throws IOException {
    List<String> fields =
        Arrays.stream(values.split("[|]", -1)).map(value -> "\"" + value + "\"").toList();
    return Jobs.column(folder, options, fields);
  }

  private void expect(String values, String type, String format, String least, String greatest)
      throws IOException {
    ColumnPlan plan = column(values);
    ColumnStatistics found = plan.statistics().orElseThrow();
    assertThat(plan.column().type().toString()).as(values + " " + plan.why()).isEqualTo(type);
    assertThat(plan.format().orElse("")).as(values).isEqualTo(format == null ? "" : format);
    assertThat(found.min()).as(values).isEqualTo(least);
    assertThat(found.max()).as(values).isEqualTo(greatest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Jan 5 2024|Dec 31 1999; DATE; MMM d yyyy; 1999-12-31; 2024-01-05",
        "5. März 2024|1. Mai 2024; DATE; d. MMM{de} yyyy; 2024-03-05; 2024-05-01",
        "5. Mai 2024|6. Dezember 2024; DATE; d. MMMM{de} yyyy; 2024-05-05; 2024-12-06",
        "5 août 2024|14 juillet 1789; DATE; d MMMM{fr} yyyy; 1789-07-14; 2024-08-05",
        "5 de enero de 2024|1 de DICIEMBRE de 2023; DATE; d 'de' MMMM{es} 'de' yyyy;"
            + " 2023-12-01; 2024-01-05",
        "5 ago 2024|1 gen 2024; DATE; d MMM{it} yyyy; 2024-01-01; 2024-08-05",
        "5 de março de 2024; DATE; d 'de' MMMM{pt} 'de' yyyy; 2024-03-05; 2024-03-05",
        "5 mrt. 2024|1 mei 2024|2 okt. 2024; DATE; d MMM{nl} yyyy; 2024-03-05; 2024-10-02",
        "5 févr. 2024|1 mai 2024; DATE; d MMM{fr} yyyy; 2024-02-05; 2024-05-01",
        "1 Mai 2024|1 May 2024; VARCHAR; ; 1 Mai 2024; 1 May 2024",
        "1 Jan 2024|1 May 2024; DATE; d MMM yyyy; 2024-01-01; 2024-05-01",
        "1 Jan 2024|1 Okt 2024; DATE; d MMM{de} yyyy; 2024-01-01; 2024-10-01",
        "2024-Jan-05; DATE; yyyy-MMM-d; 2024-01-05; 2024-01-05",
        "Fri, 5 Jan 2024 10:00:00 GMT|Fri, 5 Jan 2024 10:00:00 +0200; TIMESTAMPTZ;"
            + " EEE, d MMM yyyy H:mm:ss X; 2024-01-05 08:00:00Z; 2024-01-05 10:00:00Z",
        "Mon, 5 Jan 2024; VARCHAR; ; Mon, 5 Jan 2024; Mon, 5 Jan 2024",
        "Friday, January 5, 2024; DATE; EEEE, MMMM d, yyyy; 2024-01-05; 2024-01-05",
        "Freitag, 5. Januar 2024; DATE; EEEE{de}, d. MMMM{de} yyyy; 2024-01-05; 2024-01-05",
        "sexta-feira, 5 de janeiro de 2024; DATE; EEEE{pt}, d 'de' MMMM{pt} 'de' yyyy;"
            + " 2024-01-05; 2024-01-05",
        "Fri Jan  5 10:00:00 2024|Mon Jan 15 10:00:00 2024; TIMESTAMP;"
            + " EEE MMM ppd HH:mm:ss yyyy; 2024-01-05 10:00:00; 2024-01-15 10:00:00",
        "Fri Jan 05 10:00:00 +0100 2024; TIMESTAMPTZ; EEE MMM ppd HH:mm:ss X yyyy;"
            + " 2024-01-05 09:00:00Z; 2024-01-05 09:00:00Z",
        "10/Oct/2000:13:55:36 -0700; TIMESTAMPTZ; d/MMM/yyyy:HH:mm:ss X;"
            + " 2000-10-10 20:55:36Z; 2000-10-10 20:55:36Z",
        "[10/Oct/2000:13:55:36 -0700]; TIMESTAMPTZ; '['d/MMM/yyyy:HH:mm:ss X']';"
            + " 2000-10-10 20:55:36Z; 2000-10-10 20:55:36Z",
        "20240131T103000|20240201T000000; TIMESTAMP; yyyyMMdd'T'HHmmss;"
            + " 2024-01-31 10:30:00; 2024-02-01 00:00:00",
        "20240131T103000Z; TIMESTAMPTZ; yyyyMMdd'T'HHmmssX;"
            + " 2024-01-31 10:30:00Z; 2024-01-31 10:30:00Z",
        "20240131; BIGINT; ; 20240131; 20240131",
        "2024-1-5|2024-12-31; DATE; yyyy-M-d; 2024-01-05; 2024-12-31",
        "2024/1/5 9:30|2024/12/31 10:30; TIMESTAMP; yyyy/M/d H:mm;"
            + " 2024-01-05 09:30:00; 2024-12-31 10:30:00",
        "2024-01-05 9:30:00 PM; TIMESTAMP; yyyy-MM-dd h:mm:ss a;"
            + " 2024-01-05 21:30:00; 2024-01-05 21:30:00",
        "13/1/2024, 9:30:00 PM; TIMESTAMP; d/M/yyyy, h:mm:ss a;"
            + " 2024-01-13 21:30:00; 2024-01-13 21:30:00",
        "13/1/2024 9:30 p.m.|14/1/2024 12:00 a.m.; TIMESTAMP; d/M/yyyy h:mm aa;"
            + " 2024-01-13 21:30:00; 2024-01-14 00:00:00",
        "2024-01-05 10:30:00,123|2024-01-05 10:30:00,5; TIMESTAMP; yyyy-MM-dd HH:mm:ss','SSS;"
            + " 2024-01-05 10:30:00.123; 2024-01-05 10:30:00.5",
        "2024-01-05 10:30:00,5|2024-01-05 10:30:00; VARCHAR; ;"
            + " 2024-01-05 10:30:00; 2024-01-05 10:30:00,5",
        "9:30 PM|12:00 AM; TIME; h:mm a; 00:00:00; 21:30:00",
        "13/1/24|1/2/69; DATE; d/M/yy; 1969-02-01; 2024-01-13",
        "1/13/68 9:30; TIMESTAMP; M/d/yy H:mm; 2068-01-13 09:30:00; 2068-01-13 09:30:00",
        "05-Jan-24|1-Feb-23; DATE; d-MMM-yy; 2023-02-01; 2024-01-05",
        "25.12.99|01.01.00; DATE; dd.MM.yy; 1999-12-25; 2000-01-01",
        "10.11.12; VARCHAR; ; 10.11.12; 10.11.12",
        "1.2.10; VARCHAR; ; 1.2.10; 1.2.10",
        "41_10_1; VARCHAR; ; 41_10_1; 41_10_1",
        "01/02/03|04/05/06; VARCHAR; ; 01/02/03; 04/05/06",
        "10-11-12; VARCHAR; ; 10-11-12; 10-11-12"
      })
  void dates_and_times(String values, String type, String format, String least, String greatest)
      throws IOException {
    expect(values, type, format, least, greatest);
  }

  @Test
  void years_of_two_digits_have_the_pivot_that_is_told() throws IOException {
    options.forms = forms('\0', Thousands.AUTO, OptionalInt.of(1930));
    expect("25-Dec-29|25-Dec-30", "DATE", "d-MMM-yy{1930}", "1930-12-25", "2029-12-25");
    options.forms = forms('\0', Thousands.AUTO, OptionalInt.empty());
    expect("25.12.29", "VARCHAR", "", "25.12.29", "25.12.29");
    options.forms = ValueForms.DEFAULT;
    options.dateOrder = Optional.of(DateOrder.YMD);
    expect("10-11-12", "DATE", "yy-MM-dd", "2010-11-12", "2010-11-12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1.234,50|0,5|17; DOUBLE; 1.234,5; 0.5; 1234.5",
        "1.234|12,5; DOUBLE; 1.234,5; 12.5; 1234",
        "1,234|5.5; DOUBLE; 1,234.5; 5.5; 1234",
        "1,234,567|12; BIGINT; 1,234; 12; 1234567",
        "1.234.567|1.234; BIGINT; 1.234; 1234; 1234567",
        "-1 234|12 345; BIGINT; 1 234; -1234; 12345",
        "1 234,5|12; DOUBLE; 1 234,5; 12; 1234.5",
        "1’234.50|999; DOUBLE; 1’234.5; 999; 1234.5",
        "0,05|12,5; DOUBLE; 1234,5; 0.05; 12.5",
        "1.234.567.890.123.456,789|1; 'DECIMAL(19,3)'; 1.234,5; 1.000; 1234567890123456.789",
        "1,234; VARCHAR; ; 1,234; 1,234",
        "1,234|2; VARCHAR; ; 1,234; 2",
        "1,5|2,10; VARCHAR; ; 1,5; 2,10",
        "12,50|3,99; VARCHAR; ; 12,50; 3,99",
        "101,205,310|101; VARCHAR; ; 101; 101,205,310",
        "1,234|1.234,5; DOUBLE; 1.234,5; 1.234; 1234.5",
        "1,234|1234; VARCHAR; ; 1,234; 1234",
        "1,234.5|12345.5; VARCHAR; ; 1,234.5; 12345.5",
        "1 234|1.234,5; VARCHAR; ; 1 234; 1.234,5",
        "0,123,456; VARCHAR; ; 0,123,456; 0,123,456",
        "1,23,456.5; VARCHAR; ; 1,23,456.5; 1,23,456.5",
        "12,34,56; VARCHAR; ; 12,34,56; 12,34,56",
        "192.168.0.1; VARCHAR; ; 192.168.0.1; 192.168.0.1",
        "1.234,; VARCHAR; ; 1.234,; 1.234,",
        "12,5 kg; VARCHAR; ; 12,5 kg; 12,5 kg"
      })
  void numbers_prove_their_marks(
      String values, String type, String format, String least, String greatest) throws IOException {
    expect(values, type.replace("'", ""), format, least, greatest);
  }

  @Test
  void what_proves_nothing_is_told_of_with_the_way_to_settle_it() throws IOException {
    List<String> fields = List.of("\"1,234\"", "\"5,678\"");
    Jobs.column(folder, options, fields);

    assertThat(Jobs.scan(options, folder.resolve("c.csv")).warnings())
        .singleElement()
        .asString()
        .contains("Column 'c' stays text", "'1,234' in line 2", "--decimal-separator");
  }

  @Test
  void told_separators_settle_what_a_column_leaves_open() throws IOException {
    options.forms = forms(',', Thousands.AUTO, OptionalInt.of(1969));
    expect("1,234|2", "DOUBLE", "1234,5", "1.234", "2");
    expect("1.234|2", "BIGINT", "1.234", "2", "1234");
    expect("1.5|2", "VARCHAR", "", "1.5", "2");
    expect("7|-12", "BIGINT", "", "-12", "7");
    options.forms = forms('.', Thousands.AUTO, OptionalInt.of(1969));
    expect("1,234|2", "BIGINT", "1,234", "2", "1234");
    options.forms = forms('.', Thousands.COMMA, OptionalInt.of(1969));
    expect("1,234|12345.25", "DOUBLE", "1,234.5", "1234", "12345.25");
    options.forms = forms('\0', Thousands.UNDERSCORE, OptionalInt.of(1969));
    expect("1_234|12_345", "BIGINT", "1_234", "1234", "12345");
    options.forms = forms('.', Thousands.NONE, OptionalInt.of(1969));
    expect("1,234|2.5", "VARCHAR", "", "1,234", "2.5");
    options.types = Map.of("c", "DECIMAL(10,2)");
    options.forms = forms(',', Thousands.POINT, OptionalInt.of(1969));
    expect("1.234,5|0007", "DECIMAL(10,2)", "1.234,5", "7.00", "1234.50");
  }

  @Test
  void marks_of_currency_and_percent_are_left_out_where_told() throws IOException {
    expect("5 %|12.5 %", "VARCHAR", "", "12.5 %", "5 %");
    options.forms =
        new ValueForms(
            '\0', Thousands.AUTO, List.of("€", "%", "$"), List.of(), OptionalInt.of(1969));
    expect("5 %|12.5 %", "DOUBLE", "1234.5 %", "5", "12.5");
    expect("5%|12%", "BIGINT", "1234%", "5", "12");
    expect("5 €|1.234,50 €", "DOUBLE", "1.234,5 €", "5", "1234.5");
    expect("-$5.25|$1,234", "DOUBLE", "$1,234.5", "-5.25", "1234");
    expect("$5|€6", "VARCHAR", "", "$5", "€6");
    expect("$5|6", "VARCHAR", "", "$5", "6");
    expect("1|2", "BIGINT", "", "1", "2");
  }

  @Test
  void words_for_true_and_false_are_taken_where_told() throws IOException {
    expect("yes|no", "VARCHAR", "", "no", "yes");
    options.forms =
        new ValueForms(
            '\0',
            Thousands.AUTO,
            List.of(),
            List.of(new BooleanWords("yes", "no"), new BooleanWords("1", "0")),
            OptionalInt.of(1969));
    expect("yes|NO|Yes", "BOOLEAN", "yes/no", "false", "true");
    expect("1|0", "BOOLEAN", "1/0", "false", "true");
    expect("true|false", "BOOLEAN", "", "false", "true");
    expect("yes|true", "VARCHAR", "", "true", "yes");
    expect("yes|0", "VARCHAR", "", "0", "yes");
  }

  @Test
  void counts_since_1970_are_instants_where_asked_for() throws IOException {
    options.types = Map.of("c", "EPOCH_S");
    expect(
        "0|1700000000|-1.5",
        "TIMESTAMPTZ",
        "epoch_s",
        "1969-12-31 23:59:58.5Z",
        "2023-11-14 22:13:20Z");
    options.types = Map.of("c", "EPOCH_MS");
    expect(
        "1700000000123",
        "TIMESTAMPTZ",
        "epoch_ms",
        "2023-11-14 22:13:20.123Z",
        "2023-11-14 22:13:20.123Z");
    options.types = Map.of("c", "EPOCH_US");
    expect(
        "1700000000123456",
        "TIMESTAMPTZ",
        "epoch_us",
        "2023-11-14 22:13:20.123456Z",
        "2023-11-14 22:13:20.123456Z");
    options.types = Map.of("c", "EPOCH_NS");
    expect(
        "1700000000123456789",
        "TIMESTAMPTZ_NS",
        "epoch_ns",
        "2023-11-14 22:13:20.123456789Z",
        "2023-11-14 22:13:20.123456789Z");
  }

  private static ValueForms forms(char decimal, Thousands thousands, OptionalInt firstYear) {
    return new ValueForms(decimal, thousands, List.of(), List.of(), firstYear);
  }
}
