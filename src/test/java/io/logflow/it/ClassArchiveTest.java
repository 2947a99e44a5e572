package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The class archive that the packed distribution makes for itself. But for one test a script stands
 * in for Java: it prints what it was given, or leaves the archive once it may.
 */
@Tag("distribution")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "logflow.cmd has no class archive")
class ClassArchiveTest {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final String USED = "-XX:AOTCache=";
  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in
          -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
            echo made >>'%1$s/made'
            until [ -e '%1$s/may' ]; do sleep 0.1; done
            [ ! -e '%1$s/broken' ] || exit 1
            echo classes >"${word#*=}"
            exit
            ;;
        esac
      done
      echo ran "$@"
      """;

  @TempDir private Path folder;
  private Path home;
  private Path jdk;
  private Path launcher;

  @BeforeEach
  void prepare() throws IOException {
    launcher = Launched.distribution().resolve("logflow");
    home = Files.createDirectory(folder.resolve("home"));
    jdk = folder.resolve("jdk");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA.formatted(folder));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    release("99.1");
  }

  @Test
  void java_maps_the_classes_of_the_second_conversion() throws Exception {
    Path real = Path.of(System.getProperty("java.home"));
    Path input = Files.writeString(folder.resolve("a.csv"), "a,b\n1,x\n");
    Map<String, String> variables =
        Map.of("HOME", home.toString(), "LOGFLOW_JAVA_HOME", real.toString());
    Launched first = Launched.run(folder, variables, launcher, "convert", input);
    assertThat(first.exitCode()).as(first.err()).isZero();
    Path archive = awaitArchive();
    assertThat(archive).isNotEmptyFile();
    assertThat(Files.getPosixFilePermissions(archive.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    Map<String, String> watched =
        Map.of(
            "HOME",
            home.toString(),
            "LOGFLOW_JAVA_HOME",
            real.toString(),
            "LOGFLOW_JAVA_OPTS",
            "-Xlog:class+load:file=loaded.txt");
    Launched second = Launched.run(folder, watched, launcher, "convert", input, "--force");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("loaded.txt")))
        .filteredOn(line -> line.contains(" io.logflow.flow.Pipeline "))
        .hasSize(1)
        .allMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void a_run_does_not_wait_for_the_archive_and_the_next_one_uses_it() throws Exception {
    assertThat(convert().out()).startsWith("ran").doesNotContain(USED);
    allow();
    Path archive = awaitArchive();
    Launched second = convert();
    assertThat(second.out()).contains(USED + archive);
    assertThat(second.err()).isEmpty();
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void before_java_25_it_has_classes_only() throws Exception {
    release("24.0.2");
    allow();
    convert();
    Path archive = awaitArchive();
    assertThat(archive.toString()).endsWith(".jsa");
    assertThat(convert().out()).contains("-XX:SharedArchiveFile=" + archive).doesNotContain(USED);
  }

  @Test
  void options_of_the_users_own_for_such_a_file_keep_it_away() throws Exception {
    allow();
    convert();
    awaitArchive();
    Map<String, String> own = Map.of("LOGFLOW_JAVA_OPTS", "-Xmx1g -Xshare:off");
    assertThat(launch(own, "convert a.csv").out()).contains("-Xshare:off").doesNotContain(USED);
  }

  @Test
  void several_first_runs_make_one() throws Exception {
    for (int run = 0; run < 3; run++) {
      convert();
    }
    allow();
    awaitArchive();
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void one_that_cannot_be_made_is_not_tried_again() throws Exception {
    Files.createFile(folder.resolve("broken"));
    allow();
    convert();
    assertThat(awaitArchive()).isEmptyFile();
    assertThat(convert().out()).startsWith("ran").doesNotContain(USED);
  }

  @Test
  void another_release_of_java_gets_another_one_in_its_place() throws Exception {
    allow();
    convert();
    Path old = awaitArchive();
    release("99.2");
    assertThat(convert().out()).doesNotContain(USED);
    Awaitility.await().atMost(LONGEST).until(() -> Files.notExists(old));
    assertThat(awaitArchive()).isNotEqualTo(old);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"convert a.csv --no-state", "convert a.csv --dry-run", "schema a.csv", "version"})
  void what_leaves_no_trace_in_the_home_folder_makes_none(String line) throws Exception {
    assertThat(launch(Map.of(), line).out()).startsWith("ran");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void it_can_be_turned_off() throws Exception {
    allow();
    convert();
    awaitArchive();
    Launched off = launch(Map.of("LOGFLOW_CLASS_ARCHIVE", "off"), "convert a.csv");
    assertThat(off.out()).startsWith("ran").doesNotContain(USED);
  }

  @Test
  void it_goes_to_the_cache_folder_that_a_variable_names() throws Exception {
    allow();
    Path cache = folder.resolve("some cache");
    launch(Map.of("LOGFLOW_STORAGE_CACHE_DIR", cache.toString()), "convert a.csv");
    awaitArchive(cache);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void without_a_usable_home_folder_there_is_none_and_no_complaint() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (String unusable : List.of(file.toString(), "", "/proc")) {
      Launched run = launch(Map.of("HOME", unusable), "convert a.csv");
      assertThat(run.out()).startsWith("ran");
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
    }
  }

  private Launched convert() throws IOException, InterruptedException {
    return launch(Map.of(), "convert a.csv");
  }

  private Launched launch(Map<String, String> more, String line)
      throws IOException, InterruptedException {
    Map<String, String> variables =
        new java.util.HashMap<>(
            Map.of("HOME", home.toString(), "LOGFLOW_JAVA_HOME", jdk.toString()));
    variables.putAll(more);
    return Launched.run(
        folder,
        variables,
        Stream.concat(Stream.of(launcher), Stream.of(line.split(" ", -1))).toArray());
  }

  private void release(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void allow() throws IOException {
    Files.createFile(folder.resolve("may"));
  }

  private long made() throws IOException {
    return Files.readAllLines(folder.resolve("made")).size();
  }

  private Path awaitArchive() throws IOException {
    return awaitArchive(home.resolve(".logflow/cache"));
  }

  /** Waits until there is exactly one archive and nothing half made. */
  private static Path awaitArchive(Path cache) throws IOException {
    Path classes = cache.resolve("classes");
    List<String> only =
        Awaitility.await()
            .atMost(LONGEST)
            .until(
                () -> files(classes),
                files -> files.size() == 1 && files.get(0).matches(".*\\.(jsa|aot)"));
    return classes.resolve(only.get(0));
  }

  private static List<String> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
