package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.store.Database;
import io.logflow.store.StateDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StateCommandsTest {
  private static final String OLD = "01hf7yat00aaaaaaaaaaaaaa01";
  private static final String NEW = "01hf7yat00bbbbbbbbbbbbbb02";

  @TempDir Path folder;
  private Path file;
  private String out;
  private String err;

  @BeforeEach
  void migrate() throws Exception {
    file = folder.resolve("logflow.db");
    assertThat(run("db", "migrate")).isZero();
    Database.execute(
        file,
        "INSERT INTO jobs (id, status, input_path, door, original_name, created_at, input_size,"
            + " row_count, duration_ms, engine, output_path, error, rejected_rows, rejects_path,"
            + " config) VALUES"
            + " ('01hf7yat00aaaaaaaaaaaaaa01', 'failed', '/in/a.csv', 'cli',"
            + " 'a' || char(27) || '[31m.csv', 1700000000000, 100, NULL, 5, 'avro', NULL,"
            + " 'Row 3 has 1 field.', 1, '/out/_logflow/a.rejects', '{\"x\":1}'),"
            + " ('01hf7yat00bbbbbbbbbbbbbb02', 'completed', '/in/b.csv', 'cli', 'b.csv',"
            + " 1700000001000, 2048, 1234567, 65000, 'duckdb', '/out/b.parquet', NULL, 0, NULL,"
            + " NULL)");
  }

  @Test
  void jobs_lists_the_latest_first() {
    assertThat(run("jobs")).isZero();

    List<String> lines = out.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .matches("ID +STATUS +CREATED +INPUT +SIZE +ROWS +TIME +ENGINE +RESULT");
    assertThat(lines.get(1))
        .startsWith("bbbbbb02  completed")
        .contains("b.csv", "2.0 KB", "1 234 567", "1 min 05 s", "duckdb")
        .endsWith("/out/b.parquet");
    assertThat(lines.get(2)).contains("failed", "100 B", "5 ms", "Row 3 has 1 field.");
  }

  @Test
  void no_name_can_steer_the_terminal() {
    run("jobs", "list");
    assertThat(out).doesNotContain("\u001b").contains("a\\u001B[31m.csv");
    run("jobs", "show", OLD);
    assertThat(out).doesNotContain("\u001b");
    run("jobs", "show", OLD, "--json");
    assertThat(out).doesNotContain("\u001b");
  }

  @Test
  void jobs_can_be_chosen_by_state_and_limited() {
    run("jobs", "list", "--status", "failed,cancelled");
    assertThat(out.lines()).hasSize(2);
    assertThat(out).contains("aaaaaa01");

    run("jobs", "list", "--limit", "1");
    assertThat(out.lines()).hasSize(2);
    assertThat(out).contains("bbbbbb02");

    run("jobs", "list", "--status", "pending");
    assertThat(out).isEqualToIgnoringNewLines("No jobs.");
  }

  @Test
  void wrong_arguments_are_usage_errors() {
    assertThat(run("jobs", "list", "--status", "done")).isEqualTo(2);
    assertThat(err).contains("'done' is none of claiming, pending, running");
    assertThat(run("jobs", "list", "--limit", "0")).isEqualTo(2);
    assertThat(run("jobs", "show", "zzz")).isEqualTo(2);
    assertThat(err).contains("There is no job 'zzz'.", "logflow jobs list");
    assertThat(run("jobs", "show", "")).isEqualTo(2);
    assertThat(run("db")).isEqualTo(2);
    assertThat(run("profiles", "set", "erp")).isEqualTo(2);
    assertThat(run("pause", "nowhere")).isEqualTo(2);
    assertThat(err).contains("There is no inbox nowhere in the settings, and no such folder.");
  }

  @Test
  void a_job_is_found_by_its_end_or_its_beginning() {
    run("jobs", "show", "BB02");
    assertThat(out).contains("JOB", NEW, "row_count", "1234567", "2048 (2.0 KB)");
    run("jobs", "show", "01hf7yat00a");
    assertThat(out).contains(OLD);

    assertThat(run("jobs", "show", "01hf7yat00")).isEqualTo(2);
    assertThat(err).contains("Several jobs match '01hf7yat00'", OLD, NEW);
  }

  @Test
  void json_has_every_column_and_iso_times() throws Exception {
    run("jobs", "--json");
    assertThat(json()).hasSize(2);

    run("jobs", "show", OLD, "--json");
    JsonNode job = json();
    assertThat(job.get("created_at").asText()).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(job.get("config").get("x").asInt()).isEqualTo(1);
    List<String> names = new ArrayList<>();
    job.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .startsWith(
            "id",
            "status",
            "input_path",
            "input_format",
            "input_size",
            "output_path",
            "output_size",
            "row_count",
            "column_count",
            "compression_ratio",
            "duration_ms",
            "throughput",
            "error",
            "config",
            "created_at",
            "completed_at");
  }

  @Test
  void rejects_that_are_gone_or_never_were_are_said_to_be_so() throws Exception {
    assertThat(run("jobs", "rejects", OLD)).isEqualTo(4);
    assertThat(err).contains("/out/_logflow/a.rejects, which is gone.");
    run("jobs", "rejects", NEW);
    assertThat(out).contains("kept no rejected rows");
    run("jobs", "rejects", NEW, "--json");
    assertThat(json().get("rejects")).isEmpty();
  }

  private int latest() {
    return StateDatabase.at(file).status().latest();
  }

  @Test
  void db_tells_its_state_goes_back_and_forth_and_copies_itself() {
    assertThat(run("db", "status")).isZero();
    assertThat(out)
        .contains(file.toString(), "schema version: " + latest() + " (latest)", "check: ok");

    assertThat(run("db", "backup", folder.resolve("copy.db").toString())).isZero();
    assertThat(folder.resolve("copy.db")).isRegularFile();
    assertThat(run("db", "backup", folder.resolve("copy.db").toString())).isEqualTo(7);

    assertThat(run("db", "rollback")).isZero();
    assertThat(out).contains("schema version: " + (latest() - 1), "logflow.db.bak-v" + latest());
    assertThat(run("db", "status")).isZero();
    assertThat(out).contains("'logflow db migrate' makes it " + latest());
    for (int version = latest() - 1; version > 0; version--) {
      assertThat(run("db", "rollback")).isZero();
    }
    assertThat(run("db", "rollback")).isEqualTo(2);
    assertThat(run("db", "migrate")).isZero();
    assertThat(out).contains("schema version: " + latest());
  }

  @Test
  void db_status_of_a_newer_database_says_so_and_others_refuse_it() throws Exception {
    int newer = latest() + 1;
    Database.execute(file, "PRAGMA user_version = " + newer);

    run("db", "status");
    assertThat(out)
        .contains(
            "schema version: %d (newer than this LogFlow, which knows %d)"
                .formatted(newer, latest()));
    assertThat(run("jobs")).isEqualTo(3);
    assertThat(err).contains("error: ", "newer LogFlow");
  }

  @Test
  void profiles_are_set_shown_listed_and_deleted() throws Exception {
    run("profiles");
    assertThat(out).isEqualToIgnoringNewLines("No profiles.");
    assertThat(run("profiles", "set", "erp", "compression=zstd", "null_values=NA=x")).isZero();
    assertThat(run("profiles", "set", "erp", "compression=gzip")).isZero();

    run("profiles", "show", "erp");
    String place = "  # profile erp of the state database";
    assertThat(out.lines())
        .containsExactly(
            "conversion.compression: gzip" + "    " + place,
            "conversion.null_values: [\"NA=x\"]" + place);
    run("profiles", "list");
    assertThat(out).contains("erp", "{conversion.compression=gzip, conversion.null_values=[NA=x]}");
    run("profiles", "show", "erp", "--json");
    assertThat(json().at("/config/conversion.null_values/0").asText()).isEqualTo("NA=x");

    assertThat(run("profiles", "delete", "erp")).isZero();
    assertThat(run("profiles", "delete", "erp")).isEqualTo(2);
    assertThat(run("profiles", "show", "erp")).isEqualTo(2);
    assertThat(err).contains("There is no profile 'erp'");
    assertThat(run("profiles", "set", "erp", "compresion=zstd")).isEqualTo(2);
    assertThat(err).contains("compresion is no setting", "Did you mean compression?");
    assertThat(run("profiles", "set", "a/b", "compression=zstd")).isEqualTo(2);
    assertThat(run("profiles", "set", "erp", "port=1")).isEqualTo(2);
  }

  @Test
  void a_profile_that_is_only_counted_is_listed_and_has_no_settings_here() throws Exception {
    Database.execute(
        file,
        "INSERT INTO profiles (name, config, usage_count, source) VALUES ('yaml', '{}', 3, 'file')");

    run("profiles");
    assertThat(out).contains("yaml", "3", "(no longer in any file)");
    assertThat(run("profiles", "show", "yaml")).isEqualTo(2);
    assertThat(run("profiles", "delete", "yaml")).isEqualTo(2);
    assertThat(run("profiles", "set", "yaml", "threads=2")).isZero();
    assertThat(Database.rows(file, "SELECT config, usage_count, source FROM profiles"))
        .containsExactly(List.of("{\"engine.threads\":2}", 3, "table"));
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(out);
  }

  private int run(String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter complaints = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(1, "--database=" + file);
    CommandLine line =
        Main.commandLine()
            .setOut(new PrintWriter(written, true))
            .setErr(new PrintWriter(complaints, true));
    int exit = line.execute(all.toArray(String[]::new));
    out = written.toString();
    err = complaints.toString();
    return exit;
  }
}
