package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

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
import org.junit.jupiter.api.Test;

class ScanTest extends ScanFixture {

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
