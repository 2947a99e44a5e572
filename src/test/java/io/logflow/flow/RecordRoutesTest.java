package io.logflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.StateException;
import io.logflow.store.Database;
import io.logflow.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordRoutesTest {
  private static final String ID = "01hf7yat00aaaaaaaaaaaaaaaa";
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_001_000L);

  @TempDir private static Path home;
  private static Path file;
  private static StateStore store;
  private static DefaultCamelContext camel;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    file = home.resolve("logflow.db");
    store = StateStore.open(file);
    camel = new DefaultCamelContext();
    camel.getRegistry().bind("state", store.dataSource());
    camel.getRegistry().bind("rows-of-jobs", new JobRows(Clock.fixed(NOW, ZoneOffset.UTC)));
    PluginHelper.getRoutesLoader(camel).loadRoutes(routes("record"), routes("events"));
    camel.start();
  }

  private static Resource routes(String name) {
    return PluginHelper.getResourceLoader(camel)
        .resolveResource("classpath:routes/record/" + name + ".camel.yaml");
  }

  @AfterAll
  static void stop() throws Exception {
    camel.close();
    store.close();
  }

  @BeforeEach
  void forget() throws Exception {
    for (String table : List.of("jobs", "ledger", "profiles", "schema_cache")) {
      Database.execute(file, "DELETE FROM " + table);
    }
  }

  @Test
  void a_job_passes_unchanged_and_without_headers() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);

    Exchange done =
        camel
            .createProducerTemplate()
            .send("direct:record-started", exchange -> exchange.getIn().setBody(job));

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isSameAs(job);
    assertThat(done.getMessage().getHeaders().keySet()).noneMatch(key -> key.startsWith("Camel"));
  }

  @Test
  void a_started_job_is_running_with_its_first_attempt() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);

    send("started", job);

    assertThat(row("status, attempt, owner, door, started_at, created_at, input_size, profile"))
        .containsExactly(
            "running",
            1,
            "host:1:2",
            "cli",
            1_700_000_001_000L,
            1_700_000_000_000L,
            31,
            "erp_sales");
    assertThat(row("config ->> '$.\"conversion.compression\"', config ->> '$.\"engine.threads\"'"))
        .containsExactly("zstd", 2);
  }

  @Test
  void the_final_path_is_known_before_the_job_is_done() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);

    send("named", job);

    assertThat(row("status, output_path"))
        .containsExactly("running", folder.resolve("orders.parquet").toString());
  }

  @Test
  void a_finished_job_fills_every_column_of_its_row() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);
    Database.execute(file, "UPDATE jobs SET started_at = 1700000000500");

    send("finished", SampleJob.published(job));

    assertThat(
            row(
                "status, input_path, input_format, input_size, output_path, output_size, row_count,"
                    + " column_count, duration_ms, completed_at, engine, engine_reason"))
        .containsExactly(
            "completed_with_rejects",
            folder.resolve("orders0.csv").toString(),
            "csv",
            31,
            folder.resolve("orders.parquet").toString(),
            16,
            2,
            2,
            500,
            1_700_000_001_000L,
            "avro",
            "input is small");
    assertThat(row("rejected_rows, skipped_rows, input_sha256, rejects_path"))
        .containsExactly(
            1, 1, SampleJob.SHA256, folder.resolve("_logflow/orders.rejects").toString());
    assertThat((double) row("compression_ratio").get(0)).isCloseTo(31 / 16.0, within(1e-12));
    assertThat((double) row("throughput").get(0)).isCloseTo(4.0, within(1e-12));
    assertThat(
            Database.value(
                file,
                "SELECT count(*) FROM jobs WHERE id IS NULL OR status IS NULL OR input_path IS NULL"
                    + " OR input_format IS NULL OR input_size IS NULL OR output_path IS NULL OR"
                    + " output_size IS NULL OR row_count IS NULL OR column_count IS NULL OR"
                    + " compression_ratio IS NULL OR duration_ms IS NULL OR throughput IS NULL OR"
                    + " config IS NULL OR created_at IS NULL OR completed_at IS NULL"))
        .isEqualTo(0);
  }

  @Test
  void measurements_become_rows_with_their_context() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);
    Database.execute(file, "UPDATE jobs SET started_at = 1700000000500");

    send("finished", SampleJob.published(job));

    assertThat(
            Database.rows(
                file,
                "SELECT metric_name, metric_value FROM metrics"
                    + " WHERE metric_name <> 'peak_memory' ORDER BY metric_name"))
        .containsExactly(
            List.of("bytes_per_second", 62.0),
            List.of("bytes_read", 31.0),
            List.of("bytes_written", 16.0),
            List.of("engine_parse_duration", 1.5),
            List.of("gc_pause_total", 7.0),
            List.of("parse_duration", 2.0),
            List.of("parse_errors", 1.0),
            List.of("rows_per_second", 4.0),
            List.of("rows_skipped", 1.0),
            List.of("total_duration", 500.0),
            List.of("write_duration", 3.0));
    assertThat(
            (double)
                Database.value(
                    file, "SELECT metric_value FROM metrics WHERE metric_name = 'peak_memory'"))
        .as("a Java machine takes at least this many bytes")
        .isGreaterThan(10_000_000);
    assertThat(
            Database.rows(
                file,
                "SELECT DISTINCT job_id, context ->> 'engine', context ->> 'input_size', created_at"
                    + " FROM metrics"))
        .containsExactly(List.of(ID, "avro", 31, 1_700_000_001_000L));
  }

  @Test
  void every_input_of_a_job_has_a_row_and_a_line_in_the_ledger() throws Exception {
    Job job = SampleJob.open(folder, ID, 3);
    send("started", job);

    send("finished", SampleJob.published(job));

    assertThat(Database.rows(file, "SELECT id, row_count FROM jobs ORDER BY id"))
        .containsExactly(
            List.of("01hf7yat00aaaaaaaaaaaaaaa1", 2),
            List.of("01hf7yat00aaaaaaaaaaaaaaa2", 2),
            List.of(ID, 2));
    String output = folder.resolve("orders.parquet").toString();
    assertThat(
            Database.rows(
                file,
                "SELECT DISTINCT door, output, input_sha256, config_hash, published_file,"
                    + " created_at FROM ledger"))
        .containsExactly(
            List.of("cli", output, SampleJob.SHA256, "c".repeat(64), output, 1_700_000_001_000L));
    assertThat(Database.value(file, "SELECT count(*) FROM ledger")).isEqualTo(3);
  }

  @Test
  void the_ledger_outlives_the_jobs_and_their_measurements() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);
    send("finished", SampleJob.published(job));

    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM jobs");
    }

    assertThat(Database.value(file, "SELECT count(*) FROM metrics")).isEqualTo(0);
    assertThat(Database.value(file, "SELECT count(*) FROM ledger")).isEqualTo(1);
  }

  @Test
  void a_lost_update_is_an_error() throws Exception {
    Job job = SampleJob.open(folder, ID, 2);
    send("started", job);
    Database.execute(file, "DELETE FROM jobs WHERE id = '" + ID + "'");

    assertThatThrownBy(() -> send("finished", SampleJob.published(job)))
        .isInstanceOf(CamelExecutionException.class)
        .cause()
        .isInstanceOf(StateException.class)
        .hasMessageContaining("1 instead of 2 rows");
  }

  @Test
  void a_job_that_another_process_took_over_is_not_finished_here() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);
    Database.execute(file, "UPDATE jobs SET owner = 'host:9:9'");

    assertThatThrownBy(() -> send("finished", SampleJob.published(job)))
        .hasRootCauseInstanceOf(StateException.class);
    assertThat(row("status, owner")).containsExactly("running", "host:9:9");
  }

  @Test
  void a_failed_job_says_why_and_what_to_do() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);
    Path rejects = folder.resolve("_logflow/orders-aaaaaaaa.rejects");
    Files.createDirectories(rejects.getParent());
    Files.writeString(rejects, "", StandardCharsets.UTF_8);

    fail(job, ErrorKind.TOO_MANY_REJECTS.error("Row 3 has 1 field.", "Accept it."));

    assertThat(row("status, error, error_kind, error_remedy, completed_at, rejects_path"))
        .containsExactly(
            "failed",
            "Row 3 has 1 field.",
            "too_many_rejects",
            "Accept it.",
            1_700_000_001_000L,
            rejects.toString());
    assertThat(Database.value(file, "SELECT count(*) FROM ledger")).isEqualTo(0);
  }

  @Test
  void a_wrapped_cancellation_makes_the_job_cancelled() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);

    fail(job, new IllegalStateException(ErrorKind.CANCELLED.error("Stopped.", "")));

    assertThat(row("status, error_kind")).containsExactly("cancelled", "cancelled");
  }

  @Test
  void a_failure_does_not_undo_what_is_completed_and_stays_the_one_reported() throws Exception {
    Job job = SampleJob.open(folder, ID, 1);
    send("started", job);
    send("finished", SampleJob.published(job));
    Exception late = ErrorKind.OUTPUT_NOT_WRITABLE.error("No place in done/.", "");

    fail(job, late);

    assertThat(row("status, error")).containsExactly("completed_with_rejects", null);
    assertThat(late.getSuppressed()).hasSize(1);
    assertThat(late.getSuppressed()[0]).hasMessageContaining("0 instead of 1 rows");
  }

  @Test
  void the_schema_cache_knows_a_file_by_its_first_megabyte() throws Exception {
    Job job = SampleJob.published(SampleJob.open(folder, ID, 1));

    send("schema", job);
    send("schema", job);

    assertThat(Database.rows(file, "SELECT file_hash, file_size, schema FROM schema_cache"))
        .containsExactly(
            List.of(
                "ef96d227f5c84d383471907c44c638ad6b4520f431838ba835885e625b730133",
                31,
                "{\"columns\":[{\"name\":\"order_id\",\"type\":\"BIGINT\"},"
                    + "{\"name\":\"amount\",\"type\":\"DOUBLE\"}]}"));
  }

  @Test
  void the_schema_cache_knows_a_file_that_has_gone_by_all_of_its_content() throws Exception {
    Job job = SampleJob.published(SampleJob.open(folder, ID, 1));
    Files.delete(job.inputs().get(0).path());

    send("schema", job);

    assertThat(Database.rows(file, "SELECT file_hash FROM schema_cache"))
        .containsExactly(List.of(SampleJob.SHA256));
  }

  @Test
  void use_of_a_profile_is_counted_wherever_it_is_kept() throws Exception {
    Database.execute(file, "INSERT INTO profiles (name, config) VALUES ('mine', '{\"a\":1}')");

    send("started", SampleJob.open(folder, ID, 1, Optional.of("mine")));
    send("started", SampleJob.open(folder, ID.replace('a', 'b'), 1, Optional.of("mine")));
    send("started", SampleJob.open(folder, ID.replace('a', 'c'), 1, Optional.of("from_file")));

    assertThat(
            Database.rows(
                file, "SELECT name, config, usage_count, last_used_at, source FROM profiles"))
        .containsExactlyInAnyOrder(
            List.of("mine", "{\"a\":1}", 2, 1_700_000_000_000L, "table"),
            List.of("from_file", "{}", 1, 1_700_000_000_000L, "file"));
  }

  private void send(String event, Job job) {
    camel.createProducerTemplate().sendBody("direct:record-" + event, job);
  }

  private void fail(Job job, Exception failure) {
    Exchange done =
        camel
            .createProducerTemplate()
            .send(
                "direct:record-failed",
                exchange -> {
                  exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
                  exchange.getIn().setBody(job);
                });
    assertThat(done.getException()).isNull();
  }

  private List<Object> row(String columns) throws Exception {
    return Database.rows(file, "SELECT " + columns + " FROM jobs WHERE id = '" + ID + "'").get(0);
  }
}
