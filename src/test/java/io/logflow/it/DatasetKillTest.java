package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.parquet.ManifestTruth;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that adds a part to a dataset, and widens it, is killed at one point: readers find rows
 * of one schema or fail, and what comes next finishes or undoes it.
 */
class DatasetKillTest {
  private static final int KILLED = 137;
  private static final String BARRED = "barred";
  private static final String NARROW = "3 of BIGINT";
  private static final String ALL = "3.5 of DOUBLE";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "dataset-decided, 3 of BIGINT, 3.0 of DOUBLE",
    "dataset-gone@1, barred, 3.0 of DOUBLE",
  })
  void rows_are_of_one_schema_and_all_there(String point, String seen, String after)
      throws Exception {
    killedAt(point, seen, after);
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource({
    "dataset-written, 3 of BIGINT, 3 of BIGINT",
    "dataset-given@1, barred, 3.0 of DOUBLE",
    "dataset-booked, 3.0 of DOUBLE, 3.0 of DOUBLE",
    "dataset-part-named, 3.5 of DOUBLE, 3.5 of DOUBLE",
    "dataset-taken, 3 of BIGINT, 3 of BIGINT",
    "dataset-barrier, barred, 3.0 of DOUBLE",
    "dataset-given@2, barred, 3.0 of DOUBLE",
    "dataset-gone@2, barred, 3.0 of DOUBLE",
    "dataset-listed, barred, 3.0 of DOUBLE",
    "dataset-opened, 3.0 of DOUBLE, 3.0 of DOUBLE",
    "publish-linked, 3.5 of DOUBLE, 3.5 of DOUBLE",
    "publish-durable, 3.5 of DOUBLE, 3.5 of DOUBLE",
  })
  void rows_are_of_one_schema_and_all_there_at_other_points_too(
      String point, String seen, String after) throws Exception {
    killedAt(point, seen, after);
  }

  private void killedAt(String point, String seen, String after) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path out = folder.resolve("out");
    Files.writeString(folder.resolve("a.csv"), "n\n1\n");
    Files.writeString(folder.resolve("b.csv"), "n\n2\n");
    Files.writeString(folder.resolve("c.csv"), "n\n0.5\n");
    assertThat(run(home, "a.csv").exitCode()).isZero();
    assertThat(run(home, "b.csv").exitCode()).isZero();
    assertThat(seen(out)).isEqualTo(NARROW);

    Map<String, String> faults = Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + point + "=halt");
    Process killed = CommandLineRun.start(home, folder, faults, convert("c.csv"));
    assertThat(WatchRig.ended(killed)).isEqualTo(KILLED);
    assertThat(seen(out)).isEqualTo(seen);

    // Any command that converts puts it right.
    Files.writeString(folder.resolve("other.csv"), "id\n1\n");
    CommandLineRun next = CommandLineRun.of(home, folder, "convert", "other.csv", "-o", "other/");
    assertThat(next.exitCode()).as(next.err()).isZero();
    assertThat(seen(out)).isEqualTo(after);
    ManifestTruth.check(out);
    assertThat(out.resolve("_logflow/staging")).doesNotExist();
    try (Stream<Path> left = Files.list(home.resolve(".logflow/tmp"))) {
      assertThat(left).isEmpty();
    }

    // Its rows come once, whether they are there already or not.
    assertThat(run(home, "c.csv").exitCode()).isIn(0, 7);
    assertThat(seen(out)).isEqualTo(ALL);
    ManifestTruth.check(out);
    for (List<Object> job :
        new WatchRig(folder).rows("SELECT id FROM jobs WHERE status = 'completed'")) {
      CommandLineRun proof = CommandLineRun.of(home, folder, "prove", job.get(0).toString());
      assertThat(proof.exitCode()).as(proof.err()).isZero();
    }
  }

  @Test
  void an_inbox_adds_each_file_once() throws Exception {
    addedOnce("dataset-gone@1");
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(strings = {"dataset-opened", "dataset-part-named", "published"})
  void an_inbox_adds_each_file_once_at_other_points_too(String point) throws Exception {
    addedOnce(point);
  }

  private void addedOnce(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    String[] dataset = {"--output-kind", "dataset"};
    rig.drop("a.csv", "n\n1\n");
    Process first = rig.start("", dataset);
    try {
      rig.awaitQuiet(1);
      rig.drop("b.csv", "n\n2\n");
      rig.awaitQuiet(2);
    } finally {
      first.destroyForcibly();
      first.waitFor();
    }
    rig.drop("c.csv", "n\n0.5\n");
    assertThat(WatchRig.ended(rig.start(point + "=halt", dataset))).isEqualTo(KILLED);
    Process last = rig.start("", dataset);
    try {
      rig.awaitQuiet(3);
    } finally {
      last.destroyForcibly();
      last.waitFor();
    }

    assertThat(seen(rig.output)).isEqualTo(ALL);
    assertThat(ManifestTruth.check(rig.output).rows()).isEqualTo(3);
    assertThat(rig.rows("SELECT DISTINCT status FROM jobs")).containsExactly(List.of("completed"));
    Doctor.findsNothing(rig, folder.resolve("doctor"));
  }

  private CommandLineRun run(Path home, String file) throws Exception {
    return CommandLineRun.of(home, folder, convert(file));
  }

  static String[] convert(String file) {
    return new String[] {"convert", file, "-o", "out/", "--output-kind", "dataset"};
  }

  /** What a reader finds. */
  private static String seen(Path output) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT sum(n)::VARCHAR || ' of ' || any_value(typeof(n)) FROM read_parquet('%s/*.parquet')"
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
