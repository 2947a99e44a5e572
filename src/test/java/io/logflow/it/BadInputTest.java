package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.publish.TestMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says to input and arguments that it cannot take, and what it leaves. */
class BadInputTest {
  @TempDir private Path folder;
  private Path home;
  private Path work;

  @BeforeEach
  void make_folders() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    work = Files.createDirectory(folder.resolve("work"));
  }

  private CommandLineRun logflow(String... arguments) throws IOException, InterruptedException {
    return CommandLineRun.of(home, work, arguments);
  }

  private Path input(String name, byte[] content) throws IOException {
    return Files.write(work.resolve(name), content);
  }

  private Path input(String name, String content) throws IOException {
    return input(name, content.getBytes(UTF_8));
  }

  private void assertNothingLeftBut(String... names) throws IOException {
    try (Stream<Path> all = Files.walk(work)) {
      assertThat(all.filter(Files::isRegularFile).map(work::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() throws Exception {
    CommandLineRun run = logflow("convert", "orders.csv");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("orders.csv").contains("Check the path");
    assertNothingLeftBut();
  }

  @Test
  void an_empty_folder_tells_what_was_looked_for() throws Exception {
    Files.createDirectory(work.resolve("inbox"));
    CommandLineRun run = logflow("convert", "inbox");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("inbox").contains("*.csv");
    assertNothingLeftBut();
  }

  @Test
  void an_output_that_exists_stays_as_it_is_without_force() throws Exception {
    input("a.csv", "x,y\n1,2\n");
    Path output = input("a.parquet", "precious");
    CommandLineRun refused = logflow("convert", "a.csv");
    assertThat(refused.exitCode()).isEqualTo(7);
    assertThat(refused.err()).contains("a.parquet").contains("--force");
    assertThat(output).hasContent("precious");
    assertNothingLeftBut("a.csv", "a.parquet");

    assertThat(logflow("convert", "a.csv", "--force").exitCode()).isZero();
    assertThat(Readback.columns(output)).containsEntry("x", List.of("1"));
    assertNothingLeftBut("a.csv", "a.parquet");
  }

  @Test
  void zero_bytes_are_an_error_of_their_own() throws Exception {
    input("a.csv", "");
    CommandLineRun run = logflow("convert", "a.csv");
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("a.csv").contains("empty");
    assertNothingLeftBut("a.csv");
  }

  @Test
  void a_header_alone_gives_no_rows_and_text_columns() throws Exception {
    input("a.csv", "id,name\n");
    CommandLineRun run = logflow("convert", "a.csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("0 rows").contains("2 columns");
    assertThat(Readback.types(work.resolve("a.parquet")))
        .containsExactly(
            java.util.Map.entry("id", "VARCHAR"), java.util.Map.entry("name", "VARCHAR"));
    assertNothingLeftBut("a.csv", "a.parquet");
  }

  @Test
  void a_picture_named_csv_is_told_by_its_true_format() throws Exception {
    byte[] png = {
      (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    input("a.csv", png);
    CommandLineRun run = logflow("convert", "a.csv");
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("a.csv").contains("PNG");
    assertNothingLeftBut("a.csv");
  }

  @Test
  void bytes_that_are_not_utf8_are_located_and_the_encoding_can_be_told() throws Exception {
    byte[] latin1 =
        "id,name\n1,Anna\n2,J\u00fcrgen\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    input("a.csv", latin1);
    CommandLineRun run = logflow("convert", "a.csv");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains("line 3").contains("--encoding");
    assertThat(work.resolve("a.parquet")).doesNotExist();

    assertThat(logflow("convert", "a.csv", "--encoding", "ISO-8859-1").exitCode()).isZero();
    assertThat(Readback.columns(work.resolve("a.parquet")))
        .containsEntry("name", List.of("Anna", "J\u00fcrgen"));
  }

  @Test
  void ragged_rows_fail_the_job_and_keep_the_rejects_until_they_are_accepted() throws Exception {
    String rows =
        IntStream.rangeClosed(1, 500)
            .mapToObj(i -> i == 77 ? i + ",name" + i + ",surplus" : i + ",name" + i)
            .collect(Collectors.joining("\n"));
    input("a.csv", "id,name\n" + rows + "\n");
    CommandLineRun refused = logflow("convert", "a.csv");
    assertThat(refused.exitCode()).isEqualTo(6);
    assertThat(refused.err()).contains("line 78").contains("--max-rejects 1");
    assertThat(work.resolve("a.parquet")).doesNotExist();
    assertThat(rejects()).hasSize(1);
    assertThat(refused.err()).contains(rejects().get(0).getFileName().toString());
    assertThat(Readback.columns(rejects().get(0)))
        .containsEntry("source", List.of("a.csv"))
        .containsEntry("line", List.of("78"))
        .containsEntry("raw", List.of("77,name77,surplus"));

    CommandLineRun accepted = logflow("convert", "a.csv", "--max-rejects", "1%");
    assertThat(accepted.exitCode()).isEqualTo(9);
    assertThat(accepted.out()).contains("499 rows").contains("1 row rejected");
    assertThat(Readback.columns(work.resolve("a.parquet")).get("id"))
        .hasSize(499)
        .doesNotContain("77");
    assertThat(work.resolve("_logflow/a.rejects")).exists();
    assertThat(logflow("jobs", "list").out()).contains("completed_with_rejects").contains("failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "avro", "duckdb"})
  void a_full_disk_is_named_and_left_as_it_was(String engine) throws Exception {
    Random random = new Random(1);
    String rows =
        IntStream.range(0, 300_000)
            .mapToObj(i -> i + "," + Long.toHexString(random.nextLong()))
            .collect(Collectors.joining("\n"));
    input("a.csv", "id,name\n" + rows + "\n");
    try (TestMount disk = TestMount.tmpfs(folder.resolve("disk"), "size=3m")) {
      CommandLineRun run =
          logflow("convert", "a.csv", "-o", disk.folder() + "/", "--engine", engine);
      assertThat(run.exitCode()).isEqualTo(8);
      assertThat(run.err()).contains("full").contains(disk.folder().toString());
      assertThat(disk.folder()).isEmptyDirectory();
    }
  }

  @Test
  void what_may_not_be_read_is_named() throws Exception {
    Path closed = input("a.csv", "id\n1\n");
    Files.setPosixFilePermissions(closed, Set.of());
    Assumptions.assumeFalse(Files.isReadable(closed), "this user may read everything");
    CommandLineRun run = logflow("convert", "a.csv");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("a.csv").contains("permission");
    assertNothingLeftBut("a.csv");
  }

  @Test
  void names_that_are_no_patterns_and_empty_ones_are_told() throws Exception {
    CommandLineRun broken = logflow("convert", "a[1.csv");
    assertThat(broken.exitCode()).isEqualTo(4);
    assertThat(broken.err()).contains("a[1.csv");
    CommandLineRun empty = logflow("convert", "");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("INPUT is empty");
  }

  private List<Path> rejects() throws IOException {
    try (Stream<Path> all = Files.list(work.resolve("_logflow"))) {
      return all.filter(file -> file.toString().endsWith(".rejects")).toList();
    }
  }

  @Test
  void unknown_options_and_engines_are_usage_errors() throws Exception {
    input("a.csv", "x\n1\n");
    CommandLineRun option = logflow("convert", "a.csv", "--compresion", "zstd");
    assertThat(option.exitCode()).isEqualTo(2);
    assertThat(option.err()).contains("--compresion").contains("--compression");
    CommandLineRun engine = logflow("convert", "a.csv", "--engine", "polars");
    assertThat(engine.exitCode()).isEqualTo(2);
    assertThat(engine.err()).contains("polars").contains("duckdb").contains("avro");
    CommandLineRun spark = logflow("convert", "a.csv", "--engine", "spark");
    assertThat(spark.exitCode()).isEqualTo(2);
    assertThat(spark.err()).contains("spark").contains("arrow");
    assertNothingLeftBut("a.csv");
  }
}
