package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the packed distribution holds and what it leaves out. */
@Tag("distribution")
class DistributionTest {
  @Test
  void holds_what_a_user_needs() throws IOException {
    assertThat(names(Launched.distribution()))
        .contains(
            "logflow",
            "logflow.cmd",
            "lib",
            "native",
            "config",
            "README.md",
            "LICENSE",
            "THIRD-PARTY.md");
  }

  @Test
  void has_no_hadoop_and_no_test_library() throws IOException {
    assertThat(names(Launched.distribution().resolve("lib")))
        .noneMatch(name -> name.contains("hadoop-client"))
        .noneMatch(name -> name.startsWith("junit") || name.startsWith("assertj"))
        .noneMatch(name -> name.startsWith("javax.annotation"))
        .anyMatch(name -> name.startsWith("duckdb_jdbc-"))
        .anyMatch(name -> name.startsWith("logflow-"));
  }

  @Test
  void every_library_is_in_the_licence_list() throws IOException {
    String list = Files.readString(Launched.distribution().resolve("THIRD-PARTY.md"));
    assertThat(names(Launched.distribution().resolve("lib")))
        .filteredOn(name -> !name.startsWith("logflow-"))
        .allSatisfy(name -> assertThat(list).contains(artifact(name)));
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void drivers_load_their_libraries_from_the_distribution() throws Exception {
    Path home = Launched.distribution();
    Path natives = home.resolve("native").resolve(names(home.resolve("native")).get(0));
    Launched run =
        Launched.run(
            home,
            Map.of(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            "-Djava.library.path=" + natives,
            "-Dorg.sqlite.lib.path=" + natives,
            "-Dorg.xerial.snappy.lib.path=" + natives,
            "-cp",
            home.resolve("lib") + "/*",
            Path.of("src/test/resources/LoadedLibraries.java").toAbsolutePath());
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .hasSize(4)
        .allMatch(library -> library.startsWith(natives.toString()));
  }

  private static String artifact(String jar) {
    return jar.replaceFirst("-[0-9][^/]*\\.jar$", "");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
