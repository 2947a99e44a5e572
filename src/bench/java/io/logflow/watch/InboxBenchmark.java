package io.logflow.watch;

import io.logflow.LogFlow;
import io.logflow.flow.watch.Watch;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * How many small files a second an inbox brings to their end, with full durability, in a warm
 * process: {@code InboxBenchmark FOLDER ROUNDS [COPIES [BUNDLE]]}. Every round drops the files of
 * FOLDER at once, so many times over with different content; BUNDLE is how long a file waits for
 * others to share its output with. Prints a line a round: files, seconds from the drop to the last
 * end, those from the first claim to the last input in done/ and files a second by them, processor
 * time, resident memory.
 */
public final class InboxBenchmark {
  private InboxBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[1]);
    int copies = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    Path root = Files.createTempDirectory(Path.of("").toAbsolutePath(), "inbox-benchmark");
    Path folder = Files.createDirectory(root.resolve("in"));
    Semaphore ended = new Semaphore(0);
    try (LogFlow logflow = LogFlow.builder().settings(() -> loader(root)).open()) {
      Watch watch = logflow.watch(List.of(inbox(root, folder, arguments)), line -> ended.release());
      for (int round = 1; round <= rounds; round++) {
        Path drop = drop(root, Path.of(arguments[0]), round, copies);
        List<Path> files = list(drop);
        Duration processor = processor();
        long begun = System.nanoTime();
        for (Path file : files) {
          Files.move(file, folder.resolve(file.getFileName()));
        }
        ended.acquire(files.size());
        double seconds = (System.nanoTime() - begun) / 1e9;
        double claimed = secondsFromClaimToDone(root, round, files.size());
        System.out.printf(
            Locale.ROOT,
            "%d files %.2f s, first claim to last done %.2f s %.0f files/s, %.2f ms of processor"
                + " time each, %s%n",
            files.size(),
            seconds,
            claimed,
            files.size() / claimed,
            processor().minus(processor).toNanos() / 1e6 / files.size(),
            resident());
      }
      watch.close();
    }
  }

  /** Waits until all inputs of a round are in done/, too. */
  private static double secondsFromClaimToDone(Path root, int round, int files) throws Exception {
    String query =
        "SELECT count(archived_at), max(archived_at) - min(created_at) FROM jobs"
            + " WHERE original_name LIKE '"
            + round
            + "-%'";
    while (true) {
      try (Connection database =
              DriverManager.getConnection("jdbc:sqlite:" + root.resolve(".logflow/logflow.db"));
          Statement statement = database.createStatement();
          ResultSet found = statement.executeQuery(query)) {
        if (found.getInt(1) == files) {
          return found.getLong(2) / 1000.0;
        }
      }
      Thread.onSpinWait();
    }
  }

  private static SettingsLoader.Builder loader(Path root) {
    return SettingsLoader.builder(root).systemFile(root.resolve("no-system-file"));
  }

  private static InboxSettings inbox(Path root, Path folder, String[] arguments) {
    Map<String, Object> values = new HashMap<>();
    values.putAll(
        Map.of("output", root.resolve("out").toString(), "settle", "100ms", "poll", "100ms"));
    if (arguments.length > 3) {
      values.put("bundle", Map.of("max_wait", arguments[3]));
    }
    return loader(root).build().inbox(folder, values);
  }

  private static Path drop(Path root, Path source, int round, int copies) throws IOException {
    Path drop = Files.createDirectory(root.resolve("drop-" + round));
    for (Path file : list(source)) {
      String content = Files.readString(file);
      for (int copy = 0; copy < copies; copy++) {
        String name = round + "-" + copy + "-" + file.getFileName();
        Files.writeString(drop.resolve(name), content + "last," + round + ",2024-01-01," + copy + "\n");
      }
    }
    return drop;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElse("")
        : "";
  }
}
