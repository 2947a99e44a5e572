package io.logflow.engine;

import static io.logflow.engine.EngineJobs.column;
import static io.logflow.engine.EngineJobs.input;
import static io.logflow.engine.EngineJobs.inputPlan;
import static io.logflow.engine.EngineJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.CancelledException;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.Control;
import io.logflow.job.Conversion;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.parquet.ColumnHashes;
import io.logflow.parquet.Footer;
import io.logflow.parquet.ParquetFooters;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroEngineTest {
  @TempDir Path folder;

  @Test
  void every_type_arrives_as_the_plan_says() throws Exception {
    Input input =
        input(
            folder,
            "a.csv",
            "b,i,d,m,w,day,t,ts,ns,z,v\n"
                + "TRUE,-5,.5,12.50,12345678901234567890.12,05/01/2024,23:59,"
                + "2024-01-05T10:00:00.25,2024-01-05 10:00:00.000000001,"
                + "2024-01-05 10:00:00+05:45,\"a,\"\"b\"\"\"\n"
                + ",,,,,,,,,,\n"
                + "false,9223372036854775807,1e300,-0.01,-1,31/12/9999,00:00,"
                + "0001-01-01 00:00:00,1969-12-31 23:59:59.999999999,1970-01-01 00:00:00Z,ğ\n");
    List<ColumnPlan> columns =
        List.of(
            column("b", ColumnType.BOOLEAN),
            column("i", ColumnType.BIGINT),
            column("d", ColumnType.DOUBLE),
            column("m", ColumnType.decimal(4, 2)),
            column("w", ColumnType.decimal(22, 2)),
            column("day", ColumnType.DATE, "dd/MM/yyyy"),
            column("t", ColumnType.TIME, "HH:mm"),
            column("ts", ColumnType.TIMESTAMP, "yyyy-MM-dd HH:mm:ss"),
            column("ns", ColumnType.TIMESTAMP.withNanos(), "yyyy-MM-dd HH:mm:ss"),
            column("z", ColumnType.TIMESTAMPTZ, "yyyy-MM-dd HH:mm:ssX"),
            column("v", ColumnType.VARCHAR));
    Job job = job(folder, Control.NONE, 2, input);
    Plan plan = plan(columns, inputPlan(input, 3, 0, 11));
    Conversion conversion = new AvroEngine().convert(job, plan);

    assertThat(rows(job))
        .containsExactly(
            "true|-5|0.5|12.50|12345678901234567890.12|2024-01-05|23:59:00"
                + "|2024-01-05 10:00:00.25|2024-01-05 10:00:00.000000001"
                + "|2024-01-05 04:15:00+00|a,\"b\"",
            "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL",
            "false|9223372036854775807|1e+300|-0.01|-1.00|9999-12-31|00:00:00"
                + "|0001-01-01 00:00:00|1969-12-31 23:59:59.999999999|1970-01-01 00:00:00+00|ğ");
    assertThat(conversion.rowsWritten()).isEqualTo(3);
    assertThat(conversion.nanos()).containsOnlyKeys("parse", "write");
    List<ColumnStatistics> statistics = conversion.statistics().orElseThrow();
    List<ColumnStatistics> found = ColumnHashes.of(staging(job));
    for (int column = 0; column < columns.size(); column++) {
      assertThat(statistics.get(column).hash()).isEqualTo(found.get(column).hash());
      assertThat(statistics.get(column).values()).isEqualTo(2);
      assertThat(statistics.get(column).nulls()).isEqualTo(1);
    }
    assertThat(statistics.get(3).min()).isEqualTo("-0.01");
    assertThat(statistics.get(3).max()).isEqualTo("12.5");
    assertThat(statistics.get(7).min()).isEqualTo("0001-01-01 00:00:00");
    assertThat(statistics.get(10).minLength()).isEqualTo(2);
    assertThat(statistics.get(10).maxLength()).isEqualTo(5);
  }

  @Test
  void nulls_are_empty_fields_and_null_words_unless_quoted() throws Exception {
    Input input = input(folder, "a.csv", "a,b\n,\"\"\nNA,\"NA\"\nNAN,x\n");
    List<ColumnPlan> columns =
        List.of(column("a", ColumnType.VARCHAR), column("b", ColumnType.VARCHAR));
    Job job = job(folder, Control.NONE, 100, input);
    new AvroEngine().convert(job, plan(columns, inputPlan(input, 3, 0, 2)));
    assertThat(rows(job)).containsExactly("NULL|", "NULL|NA", "NAN|x");

    InputPlan quoted = inputPlan(input, 3, 0, 2, List.of(0, 1), true);
    Files.delete(staging(job));
    new AvroEngine().convert(job, plan(columns, quoted));
    assertThat(rows(job)).containsExactly("NULL|NULL", "NULL|NULL", "NAN|x");
  }

  @Test
  void several_inputs_become_one_file_with_nulls_where_a_column_is_missing() throws Exception {
    Input first = input(folder, "a.csv", "a,b\n1,x\n");
    Input second = input(folder, "b.csv", "b\ny\nz\n");
    Job job = job(folder, Control.NONE, 1, first, second);
    Plan plan =
        plan(
            List.of(column("a", ColumnType.BIGINT), column("b", ColumnType.VARCHAR)),
            inputPlan(first, 1, 0, 2),
            inputPlan(second, 2, 0, 1, List.of(-1, 0), false));
    new AvroEngine().convert(job, plan);
    assertThat(rows(job)).containsExactly("1|x", "NULL|y", "NULL|z");
    Footer footer = ParquetFooters.read(staging(job));
    assertThat(footer.metadata())
        .containsEntry("logflow.rows_read", "3")
        .containsKey("logflow.jobs");
  }

  @Test
  void rejected_records_are_left_out() throws Exception {
    Input input = input(folder, "a.csv", "a,b\n1,x\n2\n3,z,z\n4,w\n");
    Job job = job(folder, Control.NONE, 100, input);
    List<ColumnPlan> columns =
        List.of(column("a", ColumnType.BIGINT), column("b", ColumnType.VARCHAR));
    new AvroEngine().convert(job, plan(columns, inputPlan(input, 4, 2, 2)));
    assertThat(rows(job)).containsExactly("1|x", "4|w");
    assertThat(ParquetFooters.read(staging(job)).metadata())
        .containsEntry("logflow.job_id", "job-a.csv")
        .containsEntry("logflow.rows_rejected", "2");
  }

  @Test
  void no_rows_make_a_file_with_columns() throws Exception {
    Input input = input(folder, "a.csv", "a,b\n");
    Job job = job(folder, Control.NONE, 100, input);
    List<ColumnPlan> columns =
        List.of(column("a", ColumnType.VARCHAR), column("b", ColumnType.VARCHAR));
    Conversion conversion = new AvroEngine().convert(job, plan(columns, inputPlan(input, 0, 0, 2)));
    assertThat(conversion.rowsWritten()).isZero();
    assertThat(ParquetFooters.read(staging(job)).schema().columns())
        .containsExactly(new Column("a", ColumnType.VARCHAR), new Column("b", ColumnType.VARCHAR));
  }

  @Test
  void rows_that_the_scan_did_not_count_fail_the_job_and_leave_nothing() throws Exception {
    Input input = input(folder, "a.csv", "a\n1\n2\n");
    List<ColumnPlan> columns = List.of(column("a", ColumnType.BIGINT));
    Job job = job(folder, Control.NONE, 100, input);
    fails(job, plan(columns, inputPlan(input, 3, 0, 1)), ErrorKind.VERIFICATION, "2 rows");
  }

  @Test
  void a_value_that_is_not_of_the_plan_fails_the_job_and_leaves_nothing() throws Exception {
    Input input = input(folder, "a.csv", "a\n1\n2.5\n");
    List<ColumnPlan> columns = List.of(column("a", ColumnType.BIGINT));
    Job job = job(folder, Control.NONE, 100, input);
    fails(
        job,
        plan(columns, inputPlan(input, 2, 0, 1)),
        ErrorKind.VERIFICATION,
        "Line 3 of a.csv has '2.5' in column 'a'");
  }

  @Test
  void an_input_that_changed_since_the_scan_fails_the_job() throws Exception {
    Input input = input(folder, "a.csv", "a\n1\n");
    Files.writeString(input.path(), "a\nx\ny\n");
    Job job = job(folder, Control.NONE, 100, input);
    Plan plan = plan(List.of(column("a", ColumnType.BIGINT)), inputPlan(input, 1, 0, 1));
    fails(job, plan, ErrorKind.INPUT_CHANGED, "a.csv changed");
  }

  @Test
  void a_cancelled_job_stops_at_the_next_batch_and_leaves_nothing() throws Exception {
    Input input = input(folder, "a.csv", "a\n1\n2\n3\n");
    Stopping control = new Stopping();
    Job job = job(folder, control, 1, input);
    Plan plan = plan(List.of(column("a", ColumnType.BIGINT)), inputPlan(input, 3, 0, 1));
    assertThatThrownBy(() -> new AvroEngine().convert(job, plan))
        .isInstanceOf(CancelledException.class);
    assertThat(control.told).containsExactly("convert 1");
    assertThat(staging(job)).doesNotExist();
  }

  @Test
  void transforms_are_applied_to_the_batches_of_their_column() throws Exception {
    Input input = input(folder, "a.csv", "a,b\n1,5\n,6\n3,7\n");
    List<ColumnPlan> columns =
        List.of(column("a", ColumnType.BIGINT), column("b", ColumnType.BIGINT));
    Job job = job(folder, Control.NONE, 2, input);
    AvroEngine engine = new AvroEngine(Map.of("a", List.of(new Doubling(), new Doubling())));
    Conversion conversion = engine.convert(job, plan(columns, inputPlan(input, 3, 0, 2)));
    assertThat(rows(job)).containsExactly("4|5", "NULL|6", "12|7");
    assertThat(conversion.statistics().orElseThrow().get(0).max()).isEqualTo("12");
  }

  @Test
  void all_is_supported_but_hypotheses() throws Exception {
    AvroEngine engine = new AvroEngine();
    ColumnType list = ColumnType.list(ColumnType.BIGINT);
    assertThat(engine.supports(plan(List.of(column("a", list)))).yes()).isTrue();
    assertThat(engine.supports(new Plan(true, List.of(), List.of(), List.of())).yes()).isFalse();
    assertThat(engine.supports(plan(List.of(column("a", ColumnType.BIGINT)))).yes()).isTrue();
    assertThat(engine.name()).isEqualTo("avro");
  }

  @Test
  void a_full_disk_is_named_as_such() {
    Path staging = folder.resolve("_logflow").resolve("x.tmp");
    LogFlowException full = WriteFailures.of(staging, new IOException("No space left on device"));
    assertThat(full.kind()).isEqualTo(ErrorKind.DISK_FULL);
    assertThat(full).hasMessageContaining(staging.getParent().toString());
    LogFlowException other = WriteFailures.of(staging, new IOException("Read-only file system"));
    assertThat(other.kind()).isEqualTo(ErrorKind.OUTPUT_NOT_WRITABLE);
  }

  private static void fails(Job job, Plan plan, ErrorKind kind, String words) {
    assertThatThrownBy(() -> new AvroEngine().convert(job, plan))
        .isInstanceOfSatisfying(LogFlowException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
    assertThat(staging(job)).doesNotExist();
  }

  private static Plan plan(List<ColumnPlan> columns, InputPlan... inputs) {
    return new Plan(false, columns, List.of(inputs), List.of());
  }

  private static Path staging(Job job) {
    return job.target().staging(job.id());
  }

  /** Every row as DuckDB prints it. */
  private static List<String> rows(Job job) throws Exception {
    String sql = "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('" + staging(job) + "')";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet found = statement.executeQuery(sql)) {
        List<String> rows = new ArrayList<>();
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
            row.add(Optional.ofNullable(found.getString(column)).orElse("NULL"));
          }
          rows.add(String.join("|", row));
        }
        return rows;
      }
    }
  }

  /** Asks to stop once progress was told. */
  private static final class Stopping implements Control {
    private final List<String> told = new ArrayList<>();

    @Override
    public boolean cancelled() {
      return !told.isEmpty();
    }

    @Override
    public AutoCloseable onCancel(Runnable action) {
      return () -> {};
    }

    @Override
    public void progress(String stage, long bytes, long rows) {
      told.add(stage + " " + rows);
    }
  }
}
