package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the launcher of a checkout builds. A script stands in for Maven, since a true build would
 * take a minute for each case; it notes every call and leaves what a build leaves.
 */
@Tag("distribution")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "logflow.cmd has no test yet")
class CheckoutLauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo called >>calls
      echo 'what a build says'
      [ ! -e broken ] || { echo '[ERROR] Main.java:[3,1] is wrong'; exit 1; }
      sleep 1
      mkdir -p target/logflow-9.9/lib
      touch target/logflow-9.9/.built
      """;

  @TempDir private Path folder;
  private Path checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    Files.copy(Path.of("logflow"), checkout.resolve("logflow"));
    for (String source : List.of("src/main/A.java", "src/build/a.xml", "routes/a", "config/a")) {
      Files.createDirectories(checkout.resolve(source).getParent());
      Files.writeString(checkout.resolve(source), "source");
    }
    Files.writeString(checkout.resolve("pom.xml"), "<project>\n  <version>9.9</version>\n");
    executable(checkout.resolve("logflow"));
    executable(script(folder.resolve("bin/mvn"), MAVEN));
    executable(script(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho ran\n"));
    executable(script(folder.resolve("jdk/bin/javac"), "#!/bin/sh\n"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"99\"\n");
    age(Instant.now().minusSeconds(3600));
  }

  @Test
  void builds_once_and_says_so_in_one_line() throws Exception {
    Launched first = launch();
    assertThat(first.out().strip()).isEqualTo("ran");
    assertThat(first.err().lines())
        .hasSize(1)
        .allMatch(line -> line.startsWith("Building LogFlow"));

    Launched second = launch();
    assertThat(second.err()).isEmpty();
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void builds_again_when_a_source_is_newer() throws Exception {
    launch();
    for (String source : List.of("pom.xml", "src/main/A.java", "routes/a", "config/a")) {
      age(Instant.now().minusSeconds(3600));
      long before = calls();
      Files.setLastModifiedTime(checkout.resolve(source), FileTime.from(Instant.now()));
      launch();
      assertThat(calls()).as("builds after a change of %s", source).isEqualTo(before + 1);
    }
  }

  @Test
  void two_first_runs_build_once() throws Exception {
    List<CompletableFuture<Launched>> runs =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::launchUnchecked))
            .limit(3)
            .toList();
    assertThat(runs).allSatisfy(run -> assertThat(run.get().out().strip()).isEqualTo("ran"));
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void a_failed_build_shows_its_errors_and_runs_nothing() throws Exception {
    Files.createFile(checkout.resolve("broken"));
    Launched run = launch();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] Main.java:[3,1] is wrong").contains("build.log");
    assertThat(checkout.resolve("target/build.log")).content().contains("what a build says");
  }

  private Launched launch() throws IOException, InterruptedException {
    Map<String, String> variables =
        Map.of("LOGFLOW_JAVA_HOME", folder + "/jdk", "PATH", folder + "/bin:/usr/bin:/bin");
    return Launched.run(folder, variables, checkout.resolve("logflow"), "--version");
  }

  private Launched launchUnchecked() {
    try {
      return launch();
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private long calls() throws IOException {
    return Files.readAllLines(checkout.resolve("calls")).size();
  }

  /** Gives all sources, and what was built of them, this time of change. */
  private void age(Instant time) throws IOException {
    try (Stream<Path> files = Files.walk(checkout)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  private static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
