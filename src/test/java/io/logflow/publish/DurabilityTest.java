package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches the system calls: a name must not reach the disk before the bytes it names. */
class DurabilityTest {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  @TempDir Path dir;

  @BeforeEach
  void strace_is_there() {
    assumeTrue(Files.isExecutable(STRACE), "strace is missing");
  }

  @Test
  void bytes_then_link_then_folder() throws IOException {
    assertThat(calls("fail"))
        .containsSubsequence(
            "sync " + TestJobs.ID + ".rejects.tmp",
            "name a.rejects",
            "sync _logflow",
            "name a.parquet",
            "sync out")
        .containsSubsequence("sync " + TestJobs.ID + ".tmp", "name a.parquet", "sync out");
  }

  @Test
  void bytes_then_rename_then_folder() throws IOException {
    assertThat(calls("replace"))
        .containsSubsequence("sync " + TestJobs.ID + ".tmp", "name a.parquet", "sync out");
  }

  @Test
  void new_folder_is_kept_too() throws IOException {
    assertThat(calls("fail").get(0)).isEqualTo("sync " + dir.getFileName());
  }

  /**
   * The calls in order, in two words: {@code sync} or {@code name}, and the last name concerned.
   */
  private List<String> calls(String onExisting) throws IOException {
    Path log = dir.resolve("strace.log");
    Process child =
        new ProcessBuilder(
                STRACE.toString(),
                "-f",
                "-y",
                "-s4096",
                "-qq",
                "-e",
                "trace=fsync,fdatasync,link,linkat,rename,renameat,renameat2",
                "-o",
                log.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PublishOnce.class.getName(),
                dir.resolve("out").toString(),
                onExisting)
            .inheritIO()
            .start();
    assertThat(child.onExit().join().exitValue()).isZero();
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(dir.toString()) && line.endsWith(" = 0"))
        .map(DurabilityTest::twoWords)
        .toList();
  }

  private static String twoWords(String line) {
    boolean sync = line.contains("sync(");
    String path = sync ? between(line, "<", ">") : lastQuoted(line);
    return (sync ? "sync " : "name ") + Path.of(path).getFileName();
  }

  private static String between(String line, String from, String to) {
    int start = line.indexOf(from) + 1;
    return line.substring(start, line.indexOf(to, start));
  }

  private static String lastQuoted(String line) {
    int end = line.lastIndexOf('"');
    return line.substring(line.lastIndexOf('"', end - 1) + 1, end);
  }
}
