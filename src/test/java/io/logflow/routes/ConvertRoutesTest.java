package io.logflow.routes;

import static io.logflow.job.RejectReason.TOO_FEW_FIELDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.flow.Beans;
import io.logflow.flow.JobOpener;
import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import io.logflow.job.Control;
import io.logflow.job.EngineChoice;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputException;
import io.logflow.job.Job;
import io.logflow.job.Reject;
import io.logflow.job.Replay;
import io.logflow.parquet.RejectsWriter;
import io.logflow.publish.Targets;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes that convert and record, from their files, with the real beans behind them. */
@CamelMainTest(
    configurationClasses = ConvertRoutesTest.Wiring.class,
    properties = {
      "camel.main.routes-include-pattern=file:routes/shared/failures.camel.yaml,"
          + "file:routes/convert/*.yaml,file:routes/record/record.camel.yaml,"
          + "file:routes/record/events.camel.yaml,file:routes/record/contract.camel.yaml",
      "camel.main.base-package-scan-enabled=false",
      "camel.main.jmx-enabled=true",
      "camel.main.allow-use-original-message=true",
      "logflow.engine.duckdb-from=2000"
    },
    dumpRouteCoverage = true)
class ConvertRoutesTest {
  private static final String CONVERT = "direct:convert";
  private static final String REPLAY = "direct:replay";
  private static final StateStore STORE = StateStore.inMemory();

  /** Binds what the routes name. */
  public static final class Wiring implements CamelConfiguration {
    @Override
    public void configure(CamelContext context) {
      Path home = Path.of("target", "no-home").toAbsolutePath();
      new Beans(settings(home, List.of()), STORE)
          .byName()
          .forEach((name, bean) -> context.getRegistry().bind(name, bean));
    }
  }

  @EndpointInject(CONVERT)
  private ProducerTemplate template;

  @TempDir private Path folder;

  private static Settings settings(Path home, List<String> flags) {
    SettingsLoader.Builder loader =
        SettingsLoader.builder(home).systemFile(home.resolve("no-system-file"));
    flags.forEach(
        flag ->
            loader.flag(
                flag.substring(0, flag.indexOf('=')), flag.substring(flag.indexOf('=') + 1)));
    return loader.load();
  }

  private Job job(String name, String content, String... flags) throws IOException {
    return job(name, content.getBytes(UTF_8), flags);
  }

  private Job job(String name, byte[] content, String... flags) throws IOException {
    Path input = Files.write(folder.resolve(name), content);
    Settings settings = settings(folder, List.of(flags));
    Targets targets = new Targets(List.of(input), Optional.empty(), false, "{name}");
    return new JobOpener("sdk", Clock.systemUTC())
        .open(List.of(input), targets, Optional.empty(), settings, Control.NONE, 1);
  }

  private static String rows(int count) {
    return "id,name\n"
        + IntStream.range(0, count).mapToObj(i -> i + ",n" + i).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String objects(int count) {
    return "{\"id\":1,\"name\":\"a\"}\n".repeat(count);
  }

  private static String nested(int count) {
    return "{\"id\":1,\"names\":[\"a\"]}\n".repeat(count);
  }

  @Test
  void a_json_file_goes_to_arrow() throws Exception {
    Job done = template.requestBody(CONVERT, job("s.ndjson", objects(10)), Job.class);
    assertThat(done.engine()).isEqualTo("arrow");
  }

  @Test
  void a_small_json_file_with_nested_values_goes_to_avro() throws Exception {
    Job done = template.requestBody(CONVERT, job("n.ndjson", nested(10)), Job.class);
    assertThat(done.choice())
        .contains(
            new EngineChoice(
                "avro", "arrow declined: it does not write nested columns, such as 'names'"));
  }

  @Test
  void a_draft_gives_way_to_another_engine_where_the_last_record_is_nested() throws Exception {
    String text = objects(40_000) + "{\"id\":[1]}\n{\"id\":{}}\n{\"o\":{\"x\":1}}\n";
    Job done = template.requestBody(CONVERT, job("o.ndjson", text), Job.class);
    assertThat(done.engine()).isEqualTo("avro");
    assertThat(done.conversion().orElseThrow().rowsWritten()).isEqualTo(40_003);
    assertThat(folder.resolve("_logflow")).doesNotExist();
  }

  @Test
  void a_csv_file_goes_to_arrow_and_is_published_and_recorded() throws Exception {
    Job done = template.requestBody(CONVERT, job("a.csv", rows(10)), Job.class);
    assertThat(done.engine()).isEqualTo("arrow");
    assertThat(done.publication().orElseThrow().path())
        .isEqualTo(folder.resolve("a.parquet"))
        .exists();
    assertThat(status(done.id())).isEqualTo("completed");
    assertThat(folder.resolve("_logflow")).doesNotExist();
  }

  @Test
  void a_large_json_file_with_nested_values_goes_to_duckdb() throws Exception {
    Job done = template.requestBody(CONVERT, job("b.ndjson", nested(1000)), Job.class);
    assertThat(done.engine()).isEqualTo("duckdb");
    assertThat(done.conversion().orElseThrow().rowsWritten()).isEqualTo(1000);
    assertThat(status(done.id())).isEqualTo("completed");
  }

  @Test
  void the_unpacked_size_decides_between_the_engines() throws Exception {
    byte[] packed = Pack.pack(Compression.ZSTD, nested(1000).getBytes(UTF_8));
    assertThat(packed.length).isLessThan(2000);
    Job done = template.requestBody(CONVERT, job("z.ndjson", packed), Job.class);
    assertThat(done.engine()).isEqualTo("duckdb");
    assertThat(done.resources().tempDir()).doesNotExist();
  }

  @Test
  void the_engine_that_was_asked_for_is_taken() throws Exception {
    Job done =
        template.requestBody(CONVERT, job("c.csv", rows(10), "engine.default=duckdb"), Job.class);
    assertThat(done.engine()).isEqualTo("duckdb");
  }

  /** The job, as one that takes in the rejected rows of another, of which one is left. */
  private static Job replayed(Job job) throws IOException {
    Path left = job.resources().tempDir().resolve("left.rejects");
    try (RejectsWriter writer = new RejectsWriter(left)) {
      writer.write("o.csv", new Reject(7, 70, "x".getBytes(UTF_8), "", TOO_FEW_FIELDS, "Why."));
    }
    return job.withReplay(new Replay("the first job", job.id(), left, 1, 0, Optional.empty()));
  }

  @Test
  void a_replay_counts_as_rejected_what_is_left() throws Exception {
    Job job = replayed(job("r.csv", rows(10)));
    Job done = template.requestBody(REPLAY, job, Job.class);
    assertThat(done.requirePlan().rowsRead()).isEqualTo(11);
    assertThat(done.requireConversion().rowsWritten()).isEqualTo(10);
    assertThat(status(done.id())).isEqualTo("completed_with_rejects");
    assertThat(folder.resolve("_logflow/r.rejects")).exists();
    assertThat(job.resources().tempDir()).doesNotExist();
  }

  @Test
  void an_output_is_laid_out_before_it_is_published() throws Exception {
    Job job = job("l.csv", "id,name\n1,a\n2,b\n", "conversion.partition_by=name");
    Job done = template.requestBody(CONVERT, job, Job.class);
    assertThat(done.publication().orElseThrow().path()).isEqualTo(folder.resolve("l"));
    assertThat(folder.resolve("l/name=a/part-00000.parquet")).exists();
    assertThat(folder.resolve("_logflow")).doesNotExist();
    assertThat(status(done.id())).isEqualTo("completed");
  }

  @Test
  void a_failure_is_recorded_once_and_leaves_the_rejects() throws Exception {
    endsWithTheRejects(CONVERT, job("d.csv", rows(10) + "1,2,3\n"));
  }

  /** The answer to failures is counted where it was bound last, which is in this route. */
  @Test
  void a_failure_of_a_replay_is_recorded_once_and_leaves_the_rejects() throws Exception {
    endsWithTheRejects(REPLAY, replayed(job("d.csv", rows(10) + "1,2,3\n")));
  }

  private void endsWithTheRejects(String route, Job job) throws Exception {
    assertThatThrownBy(() -> template.requestBody(route, job))
        .hasRootCauseInstanceOf(InputException.class)
        .rootCause()
        .extracting(failure -> ((InputException) failure).kind())
        .isEqualTo(ErrorKind.TOO_MANY_REJECTS);
    assertThat(status(job.id())).isEqualTo("failed");
    assertThat(folder.resolve("d.parquet")).doesNotExist();
    assertThat(folder.resolve("_logflow/staging")).doesNotExist();
    try (var kept = Files.list(folder.resolve("_logflow"))) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void a_statement_that_fails_ends_the_job_and_is_cleaned_up_after() throws Exception {
    endsWithoutOutput(CONVERT, job("e.csv", rows(10)), 0);
  }

  @Test
  void a_statement_that_fails_ends_a_replay_and_leaves_its_row() throws Exception {
    endsWithoutOutput(REPLAY, replayed(job("e.csv", rows(10))), 1);
  }

  private void endsWithoutOutput(String route, Job job, int kept) throws Exception {
    execute(
        "CREATE TRIGGER refuse BEFORE UPDATE OF output_path ON jobs"
            + " BEGIN SELECT RAISE(ABORT, 'not today'); END");
    try {
      assertThatThrownBy(() -> template.requestBody(route, job))
          .hasRootCauseInstanceOf(SQLException.class);
    } finally {
      execute("DROP TRIGGER refuse");
    }
    assertThat(status(job.id())).isEqualTo("failed");
    assertThat(folder.resolve("e.parquet")).doesNotExist();
    assertThat(
            Optional.ofNullable(folder.resolve("_logflow").toFile().list()).orElse(new String[0]))
        .hasSize(kept)
        .allMatch(name -> name.endsWith(".rejects"));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = STORE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void an_engine_without_a_route_is_an_error() throws Exception {
    Job job = job("e.csv", rows(1)).withChoice(new EngineChoice("quartz", "nobody asked for it"));
    assertThatThrownBy(() -> template.requestBody("direct:run-engine", job))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("No route runs the engine 'quartz'");
  }

  private static String status(String jobId) throws SQLException {
    try (Connection connection = STORE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT status FROM jobs WHERE id = '" + jobId + "'")) {
      return row.next() ? row.getString(1) : "no row";
    }
  }
}
