package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C: a real process gets the signal in the middle of its work. */
class InterruptionTest {
  private static final int ROWS = 3_000_000;
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "avro", "duckdb"})
  void an_interrupted_job_leaves_nothing_and_is_on_record(String engine) throws Exception {
    Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "POSIX signals");
    Path home = Files.createDirectory(folder.resolve("home"));
    Path work = Files.createDirectory(folder.resolve("work"));
    write(work.resolve("big.csv"));

    Process process =
        CommandLineRun.start(home, work, Map.of(), "convert", "big.csv", "--engine", engine);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(3))
        .until(() -> writesStaging(work));
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    // Ten times the aim of two seconds: a machine under test may be slow.
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    CommandLineRun run = CommandLineRun.ended(process, home);

    assertThat(run.exitCode()).isEqualTo(130);
    try (Stream<Path> left = Files.walk(work)) {
      assertThat(left.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactly("big.csv");
    }
    assertThat(home.resolve(".logflow/tmp"))
        .satisfiesAnyOf(
            temp -> assertThat(temp).doesNotExist(), temp -> assertThat(temp).isEmptyDirectory());
    assertThat(CommandLineRun.of(home, work, "jobs", "list").out()).contains("cancelled");
  }

  private static boolean writesStaging(Path work) throws IOException {
    Path staging = work.resolve("_logflow/staging");
    if (!Files.isDirectory(staging)) {
      return false;
    }
    try (Stream<Path> files = Files.list(staging)) {
      return files.anyMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  private static void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,name,amount,day\n");
      for (int i = 0; i < ROWS; i++) {
        out.write(i + ",name " + i + " of many," + i % 1000 + ".25,2024-01-05\n");
      }
    }
  }
}
