package io.logflow.sdk;

import io.logflow.LogFlow;
import io.logflow.job.Request;
import io.logflow.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How many small files a second one process converts through the Java API: {@code
 * SmallFilesBenchmark FOLDER ROUNDS THREADS [state]}. Every round converts each file of FOLDER into
 * a new folder; {@code state} keeps the history. In a file system in memory flushes cost nothing.
 * Prints a line a round: files a second, processor time of each.
 */
public final class SmallFilesBenchmark {
  private SmallFilesBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    List<Path> files = list(Path.of(arguments[0]));
    int threads = Integer.parseInt(arguments[2]);
    Path root = Files.createTempDirectory(Path.of("").toAbsolutePath(), "small-files");
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (LogFlow logflow = open(root, threads, arguments.length > 3)) {
      for (int round = 1; round <= Integer.parseInt(arguments[1]); round++) {
        Path output = Files.createDirectory(root.resolve("out-" + round));
        Duration processor = processor();
        long begun = System.nanoTime();
        List<Future<?>> jobs = new ArrayList<>();
        for (Path file : files) {
          jobs.add(workers.submit(() -> logflow.convert(Request.of(file).toFolder(output).build())));
        }
        for (Future<?> job : jobs) {
          job.get();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%d files %.2f s %.0f files/s, %.2f ms of processor time each%n",
            files.size(),
            seconds,
            files.size() / seconds,
            processor().minus(processor).toNanos() / 1e6 / files.size());
      }
    } finally {
      workers.shutdown();
    }
  }

  private static LogFlow open(Path root, int threads, boolean state) {
    LogFlow.Builder builder =
        LogFlow.builder()
            .settings(
                () -> SettingsLoader.builder(root).systemFile(root.resolve("no-system-file")))
            .jobsInFlight(threads);
    return (state ? builder : builder.noState()).open();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
