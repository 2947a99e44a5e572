package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others work with a folder while it is compacted: those who read it, and an inbox. */
class CompactBesideTest {
  private static final int FILES = 60;
  @TempDir private Path folder;

  @Test
  void readers_never_see_a_row_twice_and_miss_none() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path inputs = Files.createDirectory(folder.resolve("in"));
    Path output = folder.resolve("out");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newSingleThreadExecutor();
    try {
      for (int number = 1; number <= FILES; number++) {
        Files.writeString(inputs.resolve("%03d.csv".formatted(number)), "id\n" + number + "\n");
      }
      assertThat(CommandLineRun.of(home, folder, "convert", "in", "-o", "out/").exitCode())
          .isZero();
      Future<Set<String>> reader = readers.submit(reader(output, done));
      // About eight files become one each time, then eight of those, and so on.
      long size = Files.size(output.resolve("001.parquet"));
      for (long target = 8 * size; target < 4 * FILES * size; target *= 8) {
        CommandLineRun run =
            CommandLineRun.of(home, folder, "compact", "out", "--target-size", target + "B");
        assertThat(run.exitCode()).as(run.err()).isZero();
      }
      done.set(true);
      // Who reads in the moment of the change fails, and is no reader of other rows.
      assertThat(reader.get()).containsExactly(FILES * (FILES + 1) / 2 + " of " + FILES);
    } finally {
      done.set(true);
      readers.shutdown();
    }
  }

  /** Reads again and again, and keeps what it found where it did not fail. */
  private static Callable<Set<String>> reader(Path output, AtomicBoolean done) {
    return () -> {
      Set<String> found = new TreeSet<>();
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
        while (!done.get()) {
          try (Statement statement = duck.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT sum(id)::BIGINT || ' of ' || count(*) FROM read_parquet('%s/*.parquet')"
                          .formatted(output))) {
            rows.next();
            found.add(rows.getString(1));
          } catch (SQLException e) {
            assertThat(e.getMessage()).containsAnyOf("compacting", "No such file", "No files");
          }
        }
      }
      return found;
    };
  }

  @Test
  void an_inbox_goes_on_and_the_books_are_right() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("");
    try {
      for (int number = 1; number <= 20; number++) {
        rig.drop("a%02d.csv".formatted(number), "id\n" + number + "\n");
      }
      rig.awaitQuiet(10);
      for (int number = 21; number <= 40; number++) {
        rig.drop("a%02d.csv".formatted(number), "id\n" + number + "\n");
      }
      assertThat(compact(rig)).isZero();
      rig.awaitQuiet(40);
      assertThat(compact(rig)).isZero();
      assertThat(rig.rows("SELECT count(*) FROM jobs WHERE status = 'completed'").get(0).get(0))
          .hasToString("40");
      assertThat(sumAndCount(rig.output)).isEqualTo("820 of 40 in 1");
      Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");

      rig.drop("again.csv", "id\n7\n");
      rig.awaitQuiet(41);
      assertThat(rig.rows("SELECT status FROM jobs WHERE original_name = 'again.csv'").get(0))
          .containsExactly("duplicate");
      String job = (String) rig.rows("SELECT min(id) FROM jobs").get(0).get(0);
      CommandLineRun proof = CommandLineRun.of(rig.home, rig.root, "prove", job);
      assertThat(proof.exitCode()).as(proof.err()).isZero();
      assertThat(proof.out()).contains("39 other outputs");
    } finally {
      watch.destroyForcibly();
      watch.waitFor();
    }
  }

  @Test
  void an_inbox_puts_right_what_a_killed_process_has_left() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("");
    try {
      rig.drop("a.csv", "id\n1\n");
      rig.drop("b.csv", "id\n2\n");
      rig.awaitQuiet(2);
      Map<String, String> faults =
          Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=compact-away=halt");
      Path home = rig.home;
      Process killed =
          CommandLineRun.start(home, rig.root, faults, "compact", rig.output.toString());
      assertThat(WatchRig.ended(killed)).isEqualTo(137);

      WatchRig.await(() -> rig.count("SELECT count(*) FROM compactions") == 0);
      WatchRig.await(() -> Files.notExists(rig.output.resolve("_logflow")));
      assertThat(sumAndCount(rig.output)).isEqualTo("3 of 2 in 2");
    } finally {
      watch.destroyForcibly();
      watch.waitFor();
    }
  }

  private static int compact(WatchRig rig) throws Exception {
    CommandLineRun run = CommandLineRun.of(rig.home, rig.root, "compact", rig.output.toString());
    assertThat(run.err().replaceFirst("(?m)^Picked up.*\n", "")).isEmpty();
    return run.exitCode();
  }

  private static String sumAndCount(Path output) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT sum(id)::BIGINT || ' of ' || count(*) || ' in ' || count(DISTINCT filename)"
                    + " FROM read_parquet('%s/*.parquet', filename = true)".formatted(output))) {
      found.next();
      return found.getString(1);
    }
  }
}
