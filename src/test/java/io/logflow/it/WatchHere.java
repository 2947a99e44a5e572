package io.logflow.it;

import io.logflow.LogFlow;
import io.logflow.flow.watch.JobLine;
import io.logflow.flow.watch.Watch;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import io.logflow.store.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A watcher inside this JVM, with its settings in the files of a home folder. */
final class WatchHere implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);

  final Path root;
  final Path home;
  final Path inbox;
  final Path output;
  final List<JobLine> lines = new CopyOnWriteArrayList<>();
  private LogFlow logflow;
  private Watch watch;

  /** An inbox {@code in} and an output {@code out} below {@code root}. */
  WatchHere(Path root) throws IOException {
    this(root, Files.createDirectories(root.resolve("in")));
  }

  WatchHere(Path root, Path inbox) throws IOException {
    this.root = root;
    this.home = Files.createDirectories(root.resolve("home"));
    this.inbox = inbox;
    this.output = root.resolve("out");
    Files.createDirectories(home.resolve(".logflow"));
  }

  /**
   * Writes the settings of the user.
   *
   * @param more what the inbox has beside its folders, in YAML's short form
   * @param others further lines
   */
  WatchHere settings(String more, String... others) throws IOException {
    String text =
        """
        inboxes:
          box: {path: "%s", output: "%s", settle: 50ms, poll: 50ms%s}
        watch:
          min_free: 0B
        """
            .formatted(inbox, output, more.isEmpty() ? "" : ", " + more);
    Files.writeString(
        home.resolve(".logflow/config.yaml"), text + String.join("\n", others) + "\n");
    return this;
  }

  private SettingsLoader.Builder loader() {
    return SettingsLoader.builder(home).systemFile(root.resolve("no-system-file"));
  }

  WatchHere start() {
    logflow = LogFlow.builder().settings(this::loader).open();
    try {
      watch = logflow.watch(loader().build().inboxes(), lines::add);
      return this;
    } catch (RuntimeException e) {
      logflow.close();
      throw e;
    }
  }

  List<InboxSettings> inboxes() {
    return loader().build().inboxes();
  }

  @Override
  public void close() {
    stop();
  }

  void stop() {
    if (watch != null) {
      watch.close();
      logflow.close();
      watch = null;
    }
  }

  /** Puts a file into the inbox in one step. */
  Path drop(String name, String content) throws IOException {
    Path hidden = Files.writeString(inbox.resolve(".dropping"), content);
    Path file = inbox.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.move(hidden, file);
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(LONG).until(condition);
  }

  /** Waits until so many jobs have ended and nothing is left to do for them. */
  void awaitEnded(int jobs) {
    await(
        () ->
            count("SELECT count(*) FROM jobs WHERE archived_at IS NOT NULL") == jobs
                && count("SELECT count(*) FROM jobs WHERE work_path IS NOT NULL") == 0);
  }

  /** Starts {@code logflow watch} on the same inbox with these faults. */
  Process process(String faults) throws IOException {
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + faults);
    return CommandLineRun.start(home, root, environment, "watch", "--quiet");
  }

  /** Puts a failed job back into the queue. */
  boolean retry(String jobId) {
    return new Queue(logflow.store()).retry(jobId);
  }

  long count(String query) throws SQLException {
    return ((Number) Database.value(database(), query)).longValue();
  }

  List<List<Object>> rows(String query) throws SQLException {
    return Database.rows(database(), query);
  }

  Path database() {
    return home.resolve(".logflow/logflow.db");
  }
}
