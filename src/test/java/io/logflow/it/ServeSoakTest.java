package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.it.ServiceLoad.Task;
import io.logflow.job.JobIds;
import io.logflow.store.BatchRuns;
import io.logflow.store.BatchRuns.Reason;
import io.logflow.store.Database;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Serving processes are killed at random instants while a client sends files and a schedule reads a
 * log that grows: eight for each minute of {@code logflow.soak.minutes}, or as many as {@code
 * logflow.soak.kills} says. {@code -Dlogflow.soak.seed=SEED} repeats files and times.
 */
@Tag("soak")
class ServeSoakTest {
  private static final Pattern URL = Pattern.compile("http://localhost:([0-9]+)");
  private static final int LONGEST_LIFE_MILLIS = 4_000;
  private static final String OPEN =
      "SELECT count(*) FROM jobs WHERE status IN ('claiming', 'pending', 'running')";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Path home;
  private Path log;
  private Path logs;
  private StateStore store;
  private long logged;

  @Test
  void what_is_answered_holds_whenever_it_is_killed() throws Exception {
    int kills =
        Integer.getInteger(
            "logflow.soak.kills", Math.toIntExact(8 * Long.getLong("logflow.soak.minutes", 1)));
    long seed = Long.getLong("logflow.soak.seed", System.currentTimeMillis());
    System.out.println("Seed " + seed + ", " + kills + " kills, in " + folder);
    home = Files.createDirectories(folder.resolve("home/.logflow")).getParent();
    log = Files.createDirectories(folder.resolve("log")).resolve("app.csv");
    logs = folder.resolve("logs");
    Files.writeString(log, "id,text\n");
    Files.writeString(
        home.resolve(".logflow/config.yaml"),
        """
        watch: {min_free: 0B}
        schedules: {log: {inputs: '%s', output: '%s', incremental: true}}
        """
            .formatted(log, logs));
    Random random = new Random(seed);
    ServiceLoad load = new ServiceLoad(random);
    try (StateStore state = StateStore.open(home.resolve(".logflow/logflow.db"));
        OutputPoller results = new OutputPoller(home.resolve(".logflow/results"));
        OutputPoller parts = new OutputPoller(logs)) {
      store = state;
      for (int kill = 1; kill <= kills; kill++) {
        live(load, random, kill);
      }
      settle(load);
      assertThat(results.broken()).as("seed %s", seed).isEmpty();
      assertThat(parts.broken()).as("seed %s", seed).isEmpty();
    }
    assertJobs(load);
    assertLog();
    CommandLineRun audit = CommandLineRun.of(home, folder, "doctor", "--audit", "--full");
    assertThat(audit.out()).contains(" 0 violations.");
    System.out.printf(
        "%d files accepted, %d times sent again, %d lines logged, %s parts%n",
        load.done().size(), load.repeated(), logged, WatchRig.filesIn(logs).size());
  }

  private void live(ServiceLoad load, Random random, int kill) throws Exception {
    Process server = start();
    connect(load);
    long end =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MILLIS));
    Thread killer = new Thread(() -> killAt(server, end));
    killer.start();
    while (server.isAlive()) {
      if (random.nextInt(4) == 0) {
        append(random.nextInt(500));
        askForRun();
      }
      load.step();
    }
    killer.join();
    assertThat(server.exitValue())
        .as("process %s ended by itself: %s", kill, Files.readString(home.resolve("err.txt")))
        .isEqualTo(137);
  }

  private static void killAt(Process server, long end) {
    try {
      server.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      server.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start() throws IOException {
    Process process = CommandLineRun.start(home, folder, Map.of(), "serve", "--port", "0");
    WatchRig.await(
        () -> !process.isAlive() || URL.matcher(Files.readString(home.resolve("out.txt"))).find());
    return process;
  }

  private void connect(ServiceLoad load) throws IOException {
    Matcher url = URL.matcher(Files.readString(home.resolve("out.txt")));
    assertThat(url.find()).as(Files.readString(home.resolve("err.txt"))).isTrue();
    load.at(
        "http://127.0.0.1:" + url.group(1),
        Files.readString(home.resolve(".logflow/token")).strip());
  }

  private void append(int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      logged++;
      text.append(logged).append(",line ").append(logged).append('\n');
    }
    Files.writeString(log, text.toString(), StandardOpenOption.APPEND);
  }

  private String askForRun() {
    String id = new JobIds(Clock.systemUTC()).next();
    new BatchRuns(store)
        .ask(
            id,
            "log",
            LocalDateTime.of(2026, 1, 1, 0, 0),
            Reason.ASKED,
            Optional.empty(),
            Optional.of("test"),
            Instant.now());
    return id;
  }

  private void settle(ServiceLoad load) throws Exception {
    Process last = start();
    try {
      connect(load);
      load.finish();
      append(7);
      String run = askForRun();
      BatchRuns runs = new BatchRuns(store);
      WatchRig.await(() -> runs.find(run).orElseThrow().isOver());
      WatchRig.await(() -> ((Number) value(OPEN)).longValue() == 0);
    } finally {
      last.destroy();
    }
    assertThat(last.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private Object value(String query) throws Exception {
    return Database.value(home.resolve(".logflow/logflow.db"), query);
  }

  /** Each file that was accepted is one job, and its result has its rows. */
  private void assertJobs(ServiceLoad load) throws Exception {
    Set<String> accepted = new HashSet<>();
    for (Task task : load.done()) {
      assertThat(accepted.add(task.job())).as("job %s of two files", task.job()).isTrue();
      List<List<Object>> row =
          Database.rows(
              home.resolve(".logflow/logflow.db"),
              "SELECT status, output_path FROM jobs WHERE id = '" + task.job() + "'");
      assertThat(row).as(task.job()).hasSize(1);
      assertThat(row.get(0).get(0)).isEqualTo("completed");
      Path output = Path.of(row.get(0).get(1).toString());
      assertThat(Readback.value("SELECT count(*) || ' ' || sum(id) FROM read_parquet(?)", output))
          .isEqualTo(task.rows + " " + task.sum);
    }
    assertThat(value("SELECT count(*) FROM jobs WHERE door = 'http'")).isEqualTo(accepted.size());
    assertThat(value("SELECT count(*) FROM ledger WHERE door = 'http'")).isEqualTo(accepted.size());
    assertThat(WatchRig.filesIn(home.resolve(".logflow/results"))).hasSize(accepted.size());
    assertThat(WatchRig.filesIn(home.resolve(".logflow/http/work"))).isEmpty();
  }

  /** Each line of the log is one row. */
  private void assertLog() throws IOException {
    long rows = 0;
    BitSet ids = new BitSet();
    for (String part : WatchRig.filesIn(logs)) {
      for (String id : Readback.columns(logs.resolve(part)).get("id")) {
        rows++;
        ids.set(Integer.parseInt(id));
      }
    }
    assertThat(rows).isEqualTo(logged);
    assertThat((long) ids.cardinality()).isEqualTo(logged);
    assertThat((long) ids.length()).isEqualTo(logged + 1);
  }
}
