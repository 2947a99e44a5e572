package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More than one file: folders, patterns, one output for all, and two processes at once. */
class SeveralFilesTest {
  @TempDir private Path folder;
  private Path home;
  private Path work;

  @BeforeEach
  void make_folders() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    work = Files.createDirectory(folder.resolve("work"));
  }

  private Path input(String name, String content) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "avro", "duckdb"})
  void several_inputs_become_one_file_by_column_names(String engine) throws IOException {
    Path first = input("a.csv", "id,name\n1,x\n2,y\n");
    Path second = input("b.csv", "name,id,extra\nz,00003,2024-01-05\n");
    Path output = work.resolve("all.parquet");
    try (Workbench bench = new Workbench(folder)) {
      Outcome outcome =
          bench
              .logflow()
              .convert(Request.of(first, second).to(output).set("engine.default", engine).build());

      assertThat(outcome.rowsWritten()).isEqualTo(3);
      assertThat(Readback.columns(output))
          .isEqualTo(
              Map.of(
                  "id", List.of("1", "2", "00003"),
                  "name", List.of("x", "y", "z"),
                  "extra", Arrays.asList(null, null, "2024-01-05")));
      assertThat(Readback.types(output))
          .isEqualTo(Map.of("id", "VARCHAR", "name", "VARCHAR", "extra", "DATE"));
    }
    Map<String, String> footer = Readback.footer(output);
    assertThat(footer).containsEntry("logflow.rows_read", "3").doesNotContainKey("logflow.job_id");
    JsonNode jobs = new ObjectMapper().readTree(footer.get("logflow.jobs"));
    assertThat(jobs).hasSize(2);
    assertThat(jobs.get(0).get("logflow.source_name").asText()).isEqualTo("a.csv");
    assertThat(jobs.get(1).get("logflow.rows_read").asText()).isEqualTo("1");
    assertThat(jobs.get(0).get("logflow.job_id").asText())
        .isNotEqualTo(jobs.get(1).get("logflow.job_id").asText());
  }

  @Test
  void a_run_goes_on_past_a_bad_file_and_sums_up() throws Exception {
    input("in/a.csv", "id\n1\n");
    input("in/a.tsv", "id\tname\n2\tx\n");
    input("in/broken.csv", "id,name\n1,x\n1,2,3\n");
    input("in/below/c.csv", "id\n3\n");
    input("in/readme.md", "# not data");

    CommandLineRun run =
        CommandLineRun.of(
            home,
            work,
            "convert",
            "in",
            "-o",
            "out/",
            "--recursive",
            "--keep-going",
            "--jobs",
            "2");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).contains("4 files: 3 converted, 1 failed");
    assertThat(run.err()).contains("broken.csv");
    assertThat(published(work.resolve("out")))
        .containsExactlyInAnyOrder("a.parquet", "a.tsv.parquet", "below/c.parquet");
  }

  private static List<String> published(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(root::relativize)
          .map(Path::toString)
          .filter(name -> name.endsWith(".parquet"))
          .toList();
    }
  }

  @Test
  void a_pattern_names_files_and_a_dry_run_writes_none() throws Exception {
    input("a1.csv", "id\n1\n");
    input("a2.csv", "id\n2\n");
    input("b1.csv", "id\n3\n");

    CommandLineRun run = CommandLineRun.of(home, work, "convert", "a*.csv", "--dry-run");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("a1.csv").contains("a2.csv").doesNotContain("b1.csv");
    assertThat(run.out()).contains("a2.parquet").contains("id BIGINT");
    assertThat(published(work)).isEmpty();
    assertThat(work.resolve("_logflow")).doesNotExist();
  }

  @Test
  void two_processes_share_one_state_database() throws Exception {
    input("a.csv", "id\n1\n");
    input("b.csv", "id\n2\n");
    Path otherHome = Files.createDirectory(folder.resolve("other"));
    String database = home.resolve("shared.db").toString();

    Process first =
        CommandLineRun.start(
            home, work, Map.of("LOGFLOW_STORAGE_DATABASE", database), "convert", "a.csv");
    Process second =
        CommandLineRun.start(
            otherHome, work, Map.of("LOGFLOW_STORAGE_DATABASE", database), "convert", "b.csv");

    assertThat(CommandLineRun.ended(first, home).exitCode()).isZero();
    assertThat(CommandLineRun.ended(second, otherHome).exitCode()).isZero();
    assertThat(
            CommandLineRun.of(home, work, "jobs", "list", "--database", database)
                .out()
                .lines()
                .filter(line -> line.contains("completed")))
        .hasSize(2);
  }

  @Test
  void json_output_is_one_object_a_line() throws Exception {
    input("a.csv", "id,day\n1,2024-01-05\n");
    CommandLineRun run = CommandLineRun.of(home, work, "convert", "a.csv", "--json");
    JsonNode outcome = new ObjectMapper().readTree(run.out());
    assertThat(outcome.get("status").asText()).isEqualTo("completed");
    assertThat(outcome.get("rows_written").asLong()).isEqualTo(1);
    assertThat(outcome.get("columns").get(1).get("type").asText()).isEqualTo("DATE");
    assertThat(run.out().lines()).hasSize(1);
  }
}
