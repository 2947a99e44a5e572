package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.RejectLimit;
import io.logflow.job.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
  @TempDir Path folder;
  private Jobs.Options options;

  @BeforeEach
  void plainOptions() {
    options = new Jobs.Options();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static List<String> columns(Plan plan) {
    return plan.columns().stream().map(ColumnPlan::column).map(ScanTest::shown).toList();
  }

  private static String shown(Column column) {
    return column.name() + " " + column.type();
  }

  private static void fails(ErrorKind kind, String part, String remedy, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(LogFlowException.class))
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.getMessage()).contains(part);
              assertThat(failure.remedy()).contains(remedy);
            });
  }

  @Test
  void a_file_becomes_a_plan() throws IOException {
    Path orders = file("orders.csv", "id,amount,day\n1,2.5,2024-01-05\n2,,2024-01-06\n");
    Plan plan = Jobs.scan(options, orders);
    assertThat(columns(plan)).containsExactly("id BIGINT", "amount DOUBLE", "day DATE");
    assertThat(plan.hypothesis()).isFalse();
    assertThat(plan.clean()).isTrue();
    assertThat(plan.warnings()).isEmpty();
    InputPlan input = plan.inputs().get(0);
    assertThat(input.rowsRead()).isEqualTo(2);
    assertThat(input.fieldNames()).containsExactly("id", "amount", "day");
    assertThat(input.fieldOfColumn()).containsExactly(0, 1, 2);
    assertThat(input.longestRecord()).isEqualTo(16);
    // sha256sum
    assertThat(input.sha256())
        .contains("2e383163dcba24063dc8afc9f68690e48dd0a1d2eaff039396674656614e0323");
    assertThat(plan.columns().get(1).statistics().orElseThrow().nulls()).isEqualTo(1);
    assertThat(plan.columns().get(2).format()).contains("yyyy-MM-dd");
  }

  @Test
  void a_header_alone_gives_text_columns_and_no_row() throws IOException {
    Plan plan = Jobs.scan(options, file("a.csv", "id,name\n"));
    assertThat(columns(plan)).containsExactly("id VARCHAR", "name VARCHAR");
    assertThat(plan.rowsRead()).isZero();
  }

  @Test
  void without_a_header_columns_are_numbered() throws IOException {
    options.header = false;
    Plan plan = Jobs.scan(options, file("a.csv", "1,x\n2,y\n"));
    assertThat(columns(plan)).containsExactly("column1 BIGINT", "column2 VARCHAR");
    assertThat(plan.rowsTaken()).isEqualTo(2);
  }

  @Test
  void changed_names_are_reported() throws IOException {
    Plan plan = Jobs.scan(options, file("a.csv", "id,ID,\n1,2,3\n"));
    assertThat(columns(plan)).containsExactly("id BIGINT", "ID_1 BIGINT", "column3 BIGINT");
    assertThat(plan.warnings())
        .containsExactly(
            "Column 2 of a.csv repeats the name 'ID'; it is 'ID_1'.",
            "Column 3 of a.csv has no name; it is 'column3'.");
  }

  @Test
  void several_inputs_make_one_table_by_name() throws IOException {
    Path one = file("one.csv", "id,name\n1,a\n2,b\n");
    Path two = file("two.csv", "extra,id\nx,3.5\n");
    Plan plan = Jobs.scan(options, one, two);
    assertThat(columns(plan)).containsExactly("id DOUBLE", "name VARCHAR", "extra VARCHAR");
    assertThat(plan.inputs().get(1).fieldOfColumn()).containsExactly(1, -1, 0);
    assertThat(plan.columns().get(1).statistics().orElseThrow().nulls()).isEqualTo(1);
    assertThat(plan.columns().get(2).statistics().orElseThrow().nulls()).isEqualTo(2);
    assertThat(plan.columns().get(0).why()).contains("line 2 of two.csv");
  }

  @Test
  void several_inputs_without_header_go_by_place() throws IOException {
    options.header = false;
    Plan plan = Jobs.scan(options, file("one.csv", "1,a\n"), file("two.csv", "2,b,c\n"));
    assertThat(columns(plan))
        .containsExactly("column1 BIGINT", "column2 VARCHAR", "column3 VARCHAR");
  }

  @Test
  void names_equal_but_for_case_in_two_inputs_stay_apart() throws IOException {
    Plan plan = Jobs.scan(options, file("one.csv", "id,x\n1,1\n"), file("two.csv", "ID,x\n2,2\n"));
    assertThat(columns(plan)).containsExactly("id BIGINT", "x BIGINT", "ID_1 BIGINT");
    assertThat(plan.warnings()).hasSize(1).first().asString().contains("'ID' is 'ID_1'");
  }

  @Test
  void a_file_that_quotes_everything_has_quoted_nulls() throws IOException {
    Plan plan = Jobs.scan(options, file("a.csv", "a,b\n\"1\",\"\"\n\"\",\"x\"\n"));
    assertThat(columns(plan)).containsExactly("a BIGINT", "b VARCHAR");
    assertThat(plan.inputs().get(0).quotedNulls()).isTrue();
    assertThat(plan.columns().get(0).statistics().orElseThrow().nulls()).isEqualTo(1);
  }

  @Test
  void one_unquoted_field_at_the_end_makes_quoted_empty_fields_text() throws IOException {
    Plan plan = Jobs.scan(options, file("a.csv", "a,b\n\"1\",\"\"\n\"\",\"x\"\n\"2\",x\n"));
    assertThat(columns(plan)).containsExactly("a VARCHAR", "b VARCHAR");
    assertThat(plan.inputs().get(0).quotedNulls()).isFalse();
    assertThat(plan.columns().get(0).statistics().orElseThrow().nulls()).isZero();
    assertThat(plan.columns().get(0).why()).contains("'' in line 3 is an empty text");
  }

  @Test
  void each_input_decides_on_its_own_quotes() throws IOException {
    Path quoted = file("q.csv", "a,b\n\"1\",\"\"\n");
    Path plain = file("p.csv", "a,b\n2,\n");
    Plan plan = Jobs.scan(options, quoted, plain);
    assertThat(columns(plan)).containsExactly("a BIGINT", "b VARCHAR");
    assertThat(plan.columns().get(1).statistics().orElseThrow().nulls()).isEqualTo(2);
  }

  @Test
  void ragged_rows_fail_the_job_and_are_kept() throws IOException {
    Path ragged = file("a.csv", "a,b\n1,2\n3\n4,5,6\n");
    Job job = Jobs.open(options, ragged);
    fails(
        ErrorKind.TOO_MANY_REJECTS,
        "2 of 3 rows cannot be taken in, and 0 are allowed (line 3 of a.csv: ",
        "--max-rejects 2",
        () -> new Scan().scan(job));
    assertThat(job.target().stagingRejects(job.id())).isNotEmptyFile();
  }

  @Test
  void the_remedy_names_where_rejects_are_kept_unless_nothing_stays() throws IOException {
    Path ragged = file("a.csv", "a,b\n1,2\n3\n");
    Job job = Jobs.open(options, ragged);
    fails(
        ErrorKind.TOO_MANY_REJECTS,
        "1 of 2 rows",
        "The rows are kept in " + job.target().keptRejects(job.id()) + "; correct them, or accept",
        () -> new Scan().scan(job));

    Target nowhere = new Target(job.resources().tempDir(), "out.parquet", "out.parquet");
    Job planned = job.withTarget(nowhere);
    assertThatThrownBy(() -> new Scan().scan(planned))
        .asInstanceOf(type(LogFlowException.class))
        .satisfies(
            failure ->
                assertThat(failure.remedy())
                    .isEqualTo("Correct the rows, or accept the loss with --max-rejects 1."));
  }

  @Test
  void rejects_of_several_inputs_name_their_input() throws Exception {
    options.maxRejects = RejectLimit.ofPercent(90);
    Path one = file("one.csv", "a,b\n1,2\n3\n");
    Path two = file("two.csv", "a,b\n4\n5,6\n");
    Job job = Jobs.open(options, one, two);
    new Scan().scan(job);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT string_agg(source || ' ' || line || ' ' || raw::VARCHAR, '|')"
                    + " FROM read_parquet('"
                    + job.target().stagingRejects(job.id())
                    + "')")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString(1)).isEqualTo("one.csv 3 3|two.csv 2 4");
    }
  }

  @Test
  void accepted_rejects_leave_the_rest() throws IOException {
    options.maxRejects = RejectLimit.ofPercent(50);
    Plan plan = Jobs.scan(options, file("a.csv", "a,b\n1,2\nx\n3,4\n"));
    assertThat(columns(plan)).containsExactly("a BIGINT", "b BIGINT");
    assertThat(plan.rowsRead()).isEqualTo(3);
    assertThat(plan.rowsRejected()).isEqualTo(1);
    assertThat(plan.rowsTaken()).isEqualTo(2);
    assertThat(plan.clean()).isFalse();
  }

  @Test
  void forced_types_are_kept() throws IOException {
    options.types = Map.of("a", "varchar", "b", "DECIMAL(10,2)", "*", "DOUBLE", "gone", "DATE");
    Plan plan = Jobs.scan(options, file("a.csv", "a,b,c\n1,2,3\n2,12.750,1e5\n"));
    assertThat(columns(plan)).containsExactly("a VARCHAR", "b DECIMAL(10,2)", "c DOUBLE");
    assertThat(plan.columns().get(1).statistics().orElseThrow().max()).isEqualTo("12.75");
    assertThat(plan.warnings())
        .containsExactly("A type was asked for column 'gone', which is in no input.");
  }

  @Test
  void a_forced_type_may_take_what_the_lattice_would_not() throws IOException {
    options.types =
        Map.of("a", "BIGINT", "b", "DOUBLE", "c", "TIMESTAMP", "d", "TIMESTAMP_NS", "e", "BOOLEAN");
    Path file =
        file(
            "a.csv",
            "a,b,c,d,e\n007,0.30000000000000004,2024-01-05,2024-01-05 10:00:00,TRUE\n+5,-0,,,\n");
    assertThat(columns(Jobs.scan(options, file)))
        .containsExactly("a BIGINT", "b DOUBLE", "c TIMESTAMP", "d TIMESTAMP_NS", "e BOOLEAN");
  }

  @Test
  void a_value_that_does_not_fit_a_forced_type_fails() throws IOException {
    String[][] cases = {
      {"BIGINT", "1", "1.5"},
      {"BIGINT", "1", "9223372036854775808"},
      {"BIGINT", "1", "x"},
      {"DECIMAL(10,2)", "1.25", "1.255"},
      {"DECIMAL(4,2)", "99.99", "100"},
      {"DOUBLE", "1.5", "0.12345678901234567890"},
      {"DOUBLE", "1.5", "nan"},
      {"BOOLEAN", "true", "1"},
      {"DATE", "2024-01-05", "2024-01-05 10:00:00"},
      {"DATE", "2024-01-05", "soon"},
      {"TIMESTAMP", "2024-01-05 10:00:00", "2024-01-05 10:00:00Z"},
      {"TIMESTAMP", "2024-01-05 10:00:00", "2024-01-05 10:00:00.0000001"},
    };
    for (String[] line : cases) {
      options.types = Map.of("v", line[0]);
      Path file = file("a.csv", "v,w\n" + line[1] + ",1\n" + line[2] + ",2\n" + line[1] + ",3\n");
      fails(
          ErrorKind.MALFORMED_INPUT,
          "Column 'v' is to be " + line[0] + ", but '" + line[2] + "' in line 3 of a.csv",
          "--types v=VARCHAR",
          () -> Jobs.scan(options, file));
    }
  }

  @Test
  void a_forced_double_neither_overflows_nor_underflows() throws IOException {
    options.types = Map.of("v", "DOUBLE");
    String huge = "1" + "0".repeat(400);
    String tiny = "0." + "0".repeat(330) + "1";
    for (String value :
        List.of(huge, "-" + huge, huge + ".5", tiny, "-" + tiny, "1e400", "1e-400")) {
      Path file = file("a.csv", "v,w\n1.5,1\n" + value + ",2\n");
      fails(
          ErrorKind.MALFORMED_INPUT,
          "Column 'v' is to be DOUBLE, but '" + value.substring(0, 5),
          "--types v=VARCHAR",
          () -> Jobs.scan(options, file));
      fails(ErrorKind.MALFORMED_INPUT, "in line 3 of a.csv", "", () -> Jobs.scan(options, file));
    }
  }

  @Test
  void numbers_as_far_as_a_double_reaches_are_doubles() throws IOException {
    String great = "1" + "0".repeat(308);
    String small = "0." + "0".repeat(306) + "1";
    Path file = file("a.csv", "v\n1.5\n" + great + "\n-" + great + "\n" + small + "\n0.0\n");
    assertThat(columns(Jobs.scan(options, file))).containsExactly("v DOUBLE");
    options.types = Map.of("v", "DOUBLE");
    assertThat(columns(Jobs.scan(options, file))).containsExactly("v DOUBLE");
  }

  @Test
  void numbers_beyond_a_double_stay_text_where_nothing_is_asked() throws IOException {
    String huge = "1" + "0".repeat(400);
    String tiny = "0." + "0".repeat(330) + "1";
    for (String value : List.of(huge, huge + ".5", tiny, "-" + tiny)) {
      Path file = file("a.csv", "v\n1.5\n" + value + "\n2.5\n");
      assertThat(columns(Jobs.scan(options, file))).containsExactly("v VARCHAR");
    }
  }

  @Test
  void instants_beyond_nanoseconds_do_not_fit_a_forced_type_of_nanoseconds() throws IOException {
    String[][] cases = {
      {"TIMESTAMP_NS", "2024-01-05 10:00:00", "9999-12-31 00:00:00"},
      {"TIMESTAMP_NS", "2024-01-05 10:00:00.123456789", "1500-01-01 00:00:00"},
      {"TIMESTAMP_NS", "2024-01-05", "2263-01-01"},
      {"TIMESTAMPTZ_NS", "2024-01-05T10:00:00Z", "1676-12-31T10:00:00+02:00"},
    };
    for (String[] line : cases) {
      options.types = Map.of("v", line[0]);
      Path file = file("a.csv", "v,w\n" + line[1] + ",1\n" + line[2] + ",2\n" + line[1] + ",3\n");
      fails(
          ErrorKind.MALFORMED_INPUT,
          "Column 'v' is to be " + line[0] + ", but '" + line[2] + "' in line 3 of a.csv",
          "--types v=VARCHAR",
          () -> Jobs.scan(options, file));
    }
    options.types = Map.of("v", "TIMESTAMP_NS");
    options.timestampFormat = java.util.Optional.of("dd.MM.yyyy HH:mm");
    Path file = file("a.csv", "v,w\n01.02.2024 10:00,1\n31.12.9999 00:00,2\n");
    fails(
        ErrorKind.MALFORMED_INPUT,
        "'31.12.9999 00:00' in line 3",
        "",
        () -> Jobs.scan(options, file));
  }

  @Test
  void unknown_types_are_refused() throws IOException {
    Path file = file("a.csv", "a\n1\n");
    for (String word : List.of("INT", "DECIMAL(39,2)", "DECIMAL(3,4)", "DECIMAL", "")) {
      options.types = Map.of("a", word);
      fails(ErrorKind.CONFIGURATION, "'" + word + "'", "BIGINT", () -> Jobs.scan(options, file));
    }
  }

  @Test
  void an_input_that_changed_is_refused() throws IOException {
    Path file = file("a.csv", "a\n1\n");
    Job job = Jobs.open(options, file);
    Files.writeString(file, "a\n1\n2\n");
    fails(ErrorKind.INPUT_CHANGED, "a.csv changed", "try again", () -> new Scan().scan(job));
  }

  @Test
  void a_cancelled_job_stops() throws IOException {
    options.control = new ToldControl(true, new ArrayList<>());
    Path file = file("a.csv", "a\n1\n");
    fails(ErrorKind.CANCELLED, "cancelled", "", () -> Jobs.scan(options, file));
  }

  @Test
  void progress_ends_with_all_bytes_and_rows() throws IOException {
    List<String> told = new ArrayList<>();
    options.control = new ToldControl(false, told);
    Path big = file("a.csv", "a,b\n" + "12345678,abcdefgh\n".repeat(200_000));
    Jobs.scan(options, big, file("b.csv", "a,b\n1,2\n"));
    assertThat(told).hasSizeBetween(3, 6);
    assertThat(told.get(told.size() - 1)).isEqualTo("scan 3600012 200001");
  }

  @Test
  void warnings_tell_of_offsets_nanoseconds_and_open_dates() throws IOException {
    Plan plan =
        Jobs.scan(
            options,
            file(
                "a.csv",
                """
                t,n,d
                2024-01-05T10:00:00+02:00,10:00:00.000000001,01/02/2024
                2024-01-05T10:00:00Z,10:00:00,03/04/2024
                """));
    assertThat(columns(plan)).containsExactly("t TIMESTAMPTZ", "n TIME_NS", "d VARCHAR");
    assertThat(plan.warnings())
        .containsExactly(
            "Column 't' holds instants in UTC; the offsets in the input were +00:00, +02:00.",
            "Column 'n' holds nanoseconds, as in '10:00:00.000000001' in line 2;"
                + " some readers refuse them.",
            "Column 'd' stays text, because its dates may be day first or month first;"
                + " settle it with --date-order dmy or --date-order mdy.");
  }
}
