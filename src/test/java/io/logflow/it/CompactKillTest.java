package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Sha256;
import io.logflow.parquet.FolderManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that compacts is killed at one point: readers find all rows once or fail, and what
 * comes next finishes or undoes it.
 */
class CompactKillTest {
  private static final int KILLED = 137;
  private static final String ROWS = "55 of 10";
  private static final String BARRED = "barred";
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "compact-taken, 55 of 10, 10",
    "compact-away@4, barred, 10",
    "compact-swapped, barred, 1",
  })
  void readers_find_each_row_once_or_fail(String point, String seen, int files) throws Exception {
    killedAt(point, seen, files);
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource({
    "compact-written, 55 of 10, 10",
    "compact-barrier, barred, 10",
    "compact-away@1, barred, 10",
    "compact-away@10, barred, 10",
    "compact-named, barred, 1",
    "compact-opened, 55 of 10, 1",
  })
  void readers_find_each_row_once_or_fail_at_other_points_too(String point, String seen, int files)
      throws Exception {
    killedAt(point, seen, files);
  }

  private void killedAt(String point, String seen, int files) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path inputs = Files.createDirectory(folder.resolve("in"));
    for (int number = 1; number <= 10; number++) {
      Files.writeString(inputs.resolve(number + ".csv"), "id\n" + number + "\n");
    }
    assertThat(CommandLineRun.of(home, folder, "convert", "in", "-o", "out/").exitCode()).isZero();
    Path output = folder.resolve("out");
    assertThat(seen(output)).isEqualTo(ROWS);

    Map<String, String> faults = Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + point + "=halt");
    Process killed = CommandLineRun.start(home, folder, faults, "compact", "out");
    assertThat(WatchRig.ended(killed)).isEqualTo(KILLED);
    assertThat(seen(output)).isEqualTo(seen);

    // Any command that converts puts it right.
    Files.writeString(folder.resolve("other.csv"), "id\n1\n");
    CommandLineRun next = CommandLineRun.of(home, folder, "convert", "other.csv", "-o", "other/");
    assertThat(next.exitCode()).as(next.err()).isZero();
    assertThat(seen(output)).isEqualTo(ROWS);
    assertThat(parquet(output)).hasSize(files);
    assertThat(output.resolve("_logflow")).doesNotExist();
    try (Stream<Path> left = Files.list(home.resolve(".logflow/tmp"))) {
      assertThat(left).isEmpty();
    }

    assertThat(CommandLineRun.of(home, folder, "compact", "out").exitCode()).isZero();
    assertThat(seen(output)).isEqualTo(ROWS);
    assertThat(parquet(output)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"compact-away@2, barred", "compact-swapped, barred", "compact-manifest, barred"})
  void parts_of_one_output_are_all_there_once_or_cannot_be_read(String point, String seen)
      throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    StringBuilder rows = new StringBuilder("id,text\n");
    for (int id = 1; id <= 3000; id++) {
      rows.append(id).append(',').append(Sha256.of("" + id)).append('\n');
    }
    Files.writeString(folder.resolve("a.csv"), rows);
    String[] convert = {"convert", "a.csv", "-o", "out/", "--max-file-size", "30KB"};
    assertThat(CommandLineRun.of(home, folder, convert).exitCode()).isZero();
    Path output = folder.resolve("out/a");
    String all = seen(output);

    Map<String, String> faults = Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + point + "=halt");
    Process killed = CommandLineRun.start(home, folder, faults, "compact", "out/a");
    assertThat(WatchRig.ended(killed)).isEqualTo(KILLED);
    assertThat(seen(output)).isEqualTo(seen);
    CommandLineRun again = CommandLineRun.of(home, folder, "compact", "out/a");
    assertThat(again.exitCode()).as(again.err()).isZero();

    assertThat(seen(output)).isEqualTo(all).startsWith("4501500 of 3000");
    assertThat(FolderManifest.read(output).parts()).hasSize(1);
    assertThat(parquet(output)).hasSize(1);
    assertThat(output.resolve("_logflow")).doesNotExist();
    String job = new WatchRig(folder).rows("SELECT id FROM jobs").get(0).get(0).toString();
    CommandLineRun proof = CommandLineRun.of(home, folder, "prove", job);
    assertThat(proof.exitCode()).as(proof.err()).isZero();
  }

  private static List<Path> parquet(Path output) throws IOException {
    try (Stream<Path> all = Files.list(output)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  /** What a reader finds. */
  private static String seen(Path output) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT sum(id)::BIGINT || ' of ' || count(*) FROM read_parquet('%s/*.parquet')"
                  .formatted(output))) {
        found.next();
        return found.getString(1);
      } catch (SQLException e) {
        assertThat(e.getMessage()).contains("0-logflow-compacting-");
        return BARRED;
      }
    }
  }
}
