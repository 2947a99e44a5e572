package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A watched folder, its output and the real processes that watch it. */
final class WatchRig {
  /** Ten times what a loaded machine takes. */
  private static final Duration LONG = Duration.ofSeconds(90);

  final Path root;
  final Path home;
  final Path inbox;
  final Path output;

  WatchRig(Path root) throws IOException {
    this.root = root;
    this.home = Files.createDirectories(root.resolve("home"));
    this.inbox = Files.createDirectories(root.resolve("in"));
    this.output = root.resolve("out");
  }

  /** Puts a file into the inbox in one step. */
  Path drop(String name, String content) throws IOException {
    return drop(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path drop(String name, byte[] content) throws IOException {
    Path hidden = Files.write(root.resolve("dropping"), content);
    return Files.move(hidden, inbox.resolve(name));
  }

  /** Starts {@code logflow watch} with these faults. */
  Process start(String faults, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("watch", inbox.toString(), "--output", output.toString()));
    arguments.addAll(List.of("--settle", "100ms", "--set", "watch.min_free=0B"));
    arguments.addAll(List.of(more));
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + faults);
    return CommandLineRun.start(home, root, environment, arguments.toArray(String[]::new));
  }

  /** Waits until something holds. */
  static void await(Callable<Boolean> condition) {
    Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(LONG).until(condition);
  }

  /** Waits until a process has ended by itself, and returns its exit code. */
  static int ended(Process process) throws InterruptedException {
    boolean ended = process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("the process ended by itself").isTrue();
    return process.exitValue();
  }

  /** Waits until nothing is left to do in the inbox. */
  void awaitQuiet(int jobs) {
    await(
        () ->
            filesIn(inbox).isEmpty()
                && count("SELECT count(*) FROM jobs WHERE archived_at IS NOT NULL") >= jobs
                && count("SELECT count(*) FROM jobs WHERE work_path IS NOT NULL") == 0);
  }

  /** As {@link #awaitQuiet}, with one file that stays in the inbox. */
  void awaitQuietBut(String name, int jobs) {
    await(
        () ->
            filesIn(inbox).equals(Set.of(name))
                && count("SELECT count(*) FROM jobs WHERE archived_at IS NOT NULL") >= jobs);
  }

  long count(String query) throws SQLException {
    Path database = database();
    boolean ready =
        Files.exists(database)
            && !Database.rows(database, "SELECT 1 FROM sqlite_master WHERE name = 'pauses'")
                .isEmpty();
    return ready ? ((Number) Database.value(database, query)).longValue() : 0;
  }

  List<List<Object>> rows(String query) throws SQLException {
    return Database.rows(database(), query);
  }

  Path database() {
    return home.resolve(".logflow/logflow.db");
  }

  /** Names of regular files in a folder. */
  static Set<String> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names = new HashSet<>();
      files.filter(Files::isRegularFile).forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  /** How many bytes are below a folder that need not be there. */
  static long bytesIn(Path place) throws IOException {
    if (Files.notExists(place)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** What must be true whenever nothing is left to do. */
  void assertSound(int inputs) throws IOException, SQLException {
    assertThat(filesIn(inbox)).as("files in the inbox").isEmpty();
    assertThat(filesIn(inbox.resolve(".logflow/work"))).as("files in work").isEmpty();
    assertThat(filesIn(inbox.resolve("done"))).as("files in done").hasSize(inputs);
    assertThat(output.resolve("_logflow")).as("staging").doesNotExist();
    assertThat(rows("PRAGMA integrity_check")).containsExactly(List.of("ok"));
    assertThat(rows("SELECT status FROM jobs"))
        .hasSize(inputs)
        .allMatch(row -> row.get(0).equals("completed"));
    List<List<Object>> published = rows("SELECT published_file FROM ledger");
    assertThat(published).hasSize(inputs).doesNotHaveDuplicates();
    assertThat(filesIn(output)).hasSize(inputs);
    for (List<Object> file : published) {
      assertThat(Path.of((String) file.get(0))).exists();
    }
    assertThat(count("SELECT max(attempt) FROM jobs")).isLessThanOrEqualTo(3);
  }
}
