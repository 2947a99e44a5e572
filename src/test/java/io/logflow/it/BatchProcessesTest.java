package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of schedules in processes of their own: killed, beside one another, and by the clock. */
class BatchProcessesTest {
  private static final int KILLED = 137;
  @TempDir private Path root;
  private Path home;
  private Path in;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    home = Files.createDirectories(root.resolve("home"));
    in = Files.createDirectories(root.resolve("in"));
    out = root.resolve("out");
    schedule("");
  }

  private void schedule(String more) throws IOException {
    Path file = home.resolve(".logflow/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "watch: {min_free: 0B}\nschedules:\n  s:\n    inputs: '%s/*.csv'\n    output: %s\n%s"
            .formatted(in, out, more));
  }

  private Process start(String faults, String... arguments) throws IOException {
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + faults);
    return CommandLineRun.start(home, root, environment, arguments);
  }

  private List<List<Object>> rows(String query) throws Exception {
    Path database = home.resolve(".logflow/logflow.db");
    boolean ready =
        Files.exists(database)
            && !Database.rows(database, "SELECT 1 FROM sqlite_master WHERE name = 'batch_runs'")
                .isEmpty();
    return ready ? Database.rows(database, query) : List.of();
  }

  private void drop() throws IOException {
    Files.writeString(in.resolve("a.csv"), "id,name\n1,x\n2,y\n");
    Files.writeString(in.resolve("b.csv"), "id,name\n3,x\n");
    Files.writeString(in.resolve("c.csv"), "id,name\n4,x\n");
  }

  private void assertEachOnce() throws Exception {
    assertThat(rows("SELECT published_file FROM ledger")).hasSize(3).doesNotHaveDuplicates();
    assertThat(WatchRig.filesIn(out)).hasSize(3);
    assertThat(rows("SELECT sum(row_count) FROM jobs WHERE status = 'completed'"))
        .containsExactly(List.of(4));
    assertThat(rows("SELECT 1 FROM jobs WHERE status <> 'completed'")).isEmpty();
    assertThat(WatchRig.filesIn(in)).containsExactlyInAnyOrder("a.csv", "b.csv", "c.csv");
    assertThat(out.resolve("_logflow")).as("staging").doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim-left", "publish-linked", "recorded-finishes"})
  void a_run_that_is_killed_is_gone_on_with(String point) throws Exception {
    goOn(point);
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "recorded-claimed",
        "recorded-moved",
        "taken",
        "recorded-names",
        "publish-flushed",
        "publish-durable",
        "published",
        "recorded-archived"
      })
  void a_run_that_is_killed_elsewhere_is_gone_on_with_too(String point) throws Exception {
    goOn(point);
  }

  private void goOn(String point) throws Exception {
    drop();
    assertThat(WatchRig.ended(start(point + "=halt", "batch", "run", "s"))).isEqualTo(KILLED);

    CommandLineRun second = CommandLineRun.of(home, root, "batch", "run", "s");

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).contains("s for ").contains("3 files: 0 converted, 3 unchanged");
    assertEachOnce();
    assertThat(rows("SELECT state, exit_code FROM batch_runs"))
        .containsExactly(List.of("ended", 0), List.of("ended", 0));
    assertThat(second.err()).doesNotContain("Exception");
  }

  @Test
  void a_run_beside_a_watcher_is_done_there_and_a_second_watcher_is_refused() throws Exception {
    drop();
    Path other = Files.createDirectories(root.resolve("other"));
    Process watcher = start("", "watch");
    try {
      WatchRig.await(() -> !rows("SELECT 1 FROM schedules").isEmpty());
      Files.createSymbolicLink(other.resolve(".logflow"), home.resolve(".logflow"));
      CommandLineRun run = CommandLineRun.of(other, root, "batch", "run", "s");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("3 files: 3 converted; 4 rows");
      assertEachOnce();
      assertThat(rows("SELECT owner FROM batch_runs"))
          .hasSize(1)
          .allMatch(row -> ((String) row.get(0)).contains(String.valueOf(watcher.pid())));

      CommandLineRun second = CommandLineRun.of(other, root, "watch");
      assertThat(second.exitCode()).isEqualTo(3);
      assertThat(second.err()).contains("The schedule s is run by process " + watcher.pid());
    } finally {
      watcher.destroyForcibly();
    }
  }

  @Test
  void a_watcher_runs_what_was_missed_once_and_tells_of_what_is_missing() throws Exception {
    Path told = root.resolve("told");
    String hook = "    on_failed: [/bin/sh, -c, 'echo \"$0\" >> %s', '{inbox} {error_kind}']\n";
    schedule("    cron: '* * * * *'\n    expect: each\n" + hook.formatted(told));
    CommandLineRun list = CommandLineRun.of(home, root, "batch", "list");
    assertThat(list.exitCode()).isZero();
    long hours = 3 * 3_600_000;
    Database.execute(
        home.resolve(".logflow/logflow.db"),
        "INSERT INTO schedules (name, since) VALUES ('s', " + (now() - hours) + ")");

    Process watcher = start("", "watch");
    try {
      WatchRig.await(() -> Files.exists(told));
      WatchRig.await(() -> !rows("SELECT 1 FROM batch_runs WHERE state = 'ended'").isEmpty());
    } finally {
      watcher.destroyForcibly();
    }

    assertThat(Files.readString(told)).startsWith("s input_not_found\n");
    assertThat(rows("SELECT exit_code FROM batch_runs WHERE state = 'ended'")).contains(List.of(4));
    // Of 180 times one had its run; another may have come since.
    assertThat(rows("SELECT 1 FROM batch_runs")).hasSizeLessThanOrEqualTo(2);
    assertThat(Files.readString(home.resolve("err.txt"))).contains("was due 18");
  }

  private static long now() {
    return Instant.now().toEpochMilli();
  }
}
