package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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
  @TempDir private Path folder;
  private ClassArchiveRig rig;

  @BeforeEach
  void prepare() throws IOException {
    rig = new ClassArchiveRig(folder);
  }

  @Test
  void java_maps_the_classes_of_the_second_conversion() throws Exception {
    Path real = Path.of(System.getProperty("java.home"));
    Path input = Files.writeString(folder.resolve("a.csv"), "a,b\n1,x\n");
    Map<String, String> variables =
        Map.of("HOME", rig.home.toString(), "LOGFLOW_JAVA_HOME", real.toString());
    Launched first = Launched.run(folder, variables, rig.launcher, "convert", input);
    assertThat(first.exitCode()).as(first.err()).isZero();
    Path archive = rig.awaitArchive();
    assertThat(archive).isNotEmptyFile();
    assertThat(Files.getPosixFilePermissions(archive.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    Map<String, String> watched =
        Map.of(
            "HOME",
            rig.home.toString(),
            "LOGFLOW_JAVA_HOME",
            real.toString(),
            "LOGFLOW_JAVA_OPTS",
            "-Xlog:class+load:file=loaded.txt");
    Launched second = Launched.run(folder, watched, rig.launcher, "convert", input, "--force");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("loaded.txt")))
        .filteredOn(line -> line.contains(" io.logflow.flow.Pipeline "))
        .hasSize(1)
        .allMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void a_run_does_not_wait_for_the_archive_and_the_next_one_uses_it() throws Exception {
    assertThat(rig.convert().out()).startsWith("ran").doesNotContain(ClassArchiveRig.USED);
    rig.allow();
    Path archive = rig.awaitArchive();
    Launched second = rig.convert();
    assertThat(second.out()).contains(ClassArchiveRig.USED + archive);
    assertThat(second.err()).isEmpty();
    assertThat(rig.made()).isEqualTo(1);
  }

  @Test
  void before_java_25_it_has_classes_only() throws Exception {
    rig.release("24.0.2");
    rig.allow();
    rig.convert();
    Path archive = rig.awaitArchive();
    assertThat(archive.toString()).endsWith(".jsa");
    assertThat(rig.convert().out())
        .contains("-XX:SharedArchiveFile=" + archive)
        .doesNotContain(ClassArchiveRig.USED);
  }

  @Test
  void it_learns_in_any_language_and_is_not_in_the_way_of_the_users_folder() throws Exception {
    Path started = Files.createDirectory(folder.resolve("started"));
    Launched.run(
        started,
        Map.of(
            "HOME",
            rig.home.toString(),
            "LOGFLOW_JAVA_HOME",
            rig.jdk.toString(),
            "LC_ALL",
            "de_DE.UTF-8"),
        rig.launcher,
        "convert",
        "a.csv");
    Path learned = rig.home.resolve(".logflow/cache/classes");
    Awaitility.await()
        .atMost(ClassArchiveRig.LONGEST)
        .until(() -> Files.exists(folder.resolve("made")));
    try (Stream<Path> files = Files.walk(learned)) {
      Path csv = files.filter(file -> file.endsWith("in/a.csv")).findFirst().orElseThrow();
      assertThat(Files.readAllLines(csv).get(1))
          .isEqualTo(
              "0,2024-01-01T00:00:00.000Z,2024-01-01,0.00,0.000000,name 0,Zürich 0,\"\",false");
    }
    assertThat(processesIn(started)).isEmpty();
    rig.allow();
    rig.awaitArchive();
  }

  /** Processes whose working folder it is, where the system tells. */
  private static List<Path> processesIn(Path place) throws IOException {
    Path all = Path.of("/proc");
    if (!Files.isDirectory(all.resolve("self"))) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(all, "[0-9]*")) {
      for (Path process : processes) {
        try {
          if (Files.readSymbolicLink(process.resolve("cwd")).startsWith(place.toRealPath())) {
            found.add(process);
          }
        } catch (NoSuchFileException | AccessDeniedException another) {
          // It has ended, or is another user's.
        }
      }
    }
    return found;
  }

  @Test
  void several_first_runs_make_one() throws Exception {
    for (int run = 0; run < 3; run++) {
      rig.convert();
    }
    rig.allow();
    rig.awaitArchive();
    rig.assertNoMoreIsMade();
  }

  @Test
  void one_that_cannot_be_made_is_not_tried_again() throws Exception {
    Files.createFile(folder.resolve("broken"));
    rig.allow();
    rig.convert();
    assertThat(rig.awaitArchive()).isEmptyFile();
    assertThat(rig.convert().out()).startsWith("ran").doesNotContain(ClassArchiveRig.USED);
    rig.assertNoMoreIsMade();
  }

  @Test
  void another_release_of_java_gets_another_one_in_its_place() throws Exception {
    rig.allow();
    rig.convert();
    Path old = rig.awaitArchive();
    rig.release("99.2");
    assertThat(rig.convert().out()).doesNotContain(ClassArchiveRig.USED);
    Awaitility.await().atMost(ClassArchiveRig.LONGEST).until(() -> Files.notExists(old));
    assertThat(rig.awaitArchive()).isNotEqualTo(old);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"convert a.csv --no-state", "convert a.csv --dry-run", "schema a.csv", "version"})
  void what_leaves_no_trace_in_the_home_folder_makes_none(String line) throws Exception {
    assertThat(rig.launch(Map.of(), line).out()).startsWith("ran");
    assertThat(rig.home).isEmptyDirectory();
  }

  @Test
  void it_can_be_turned_off() throws Exception {
    rig.allow();
    rig.convert();
    rig.awaitArchive();
    Map<String, String> off = Map.of("LOGFLOW_CLASS_ARCHIVE", "off");
    assertThat(rig.launch(off, "convert a.csv").out())
        .startsWith("ran")
        .doesNotContain(ClassArchiveRig.USED);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Map<String, String> first = Map.of("LOGFLOW_CLASS_ARCHIVE", "off", "HOME", empty.toString());
    assertThat(rig.launch(first, "convert a.csv").out())
        .startsWith("ran")
        .doesNotContain(ClassArchiveRig.USED);
    assertThat(empty).isEmptyDirectory();
    rig.assertNoMoreIsMade();
  }

  @Test
  void it_goes_to_the_cache_folder_that_a_variable_names() throws Exception {
    rig.allow();
    Path cache = folder.resolve("some cache");
    rig.launch(Map.of("LOGFLOW_STORAGE_CACHE_DIR", cache.toString()), "convert a.csv");
    ClassArchiveRig.awaitArchive(cache);
    assertThat(rig.home).isEmptyDirectory();
  }

  @Test
  void without_a_usable_home_folder_there_is_none_and_no_complaint() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (String unusable : List.of(file.toString(), "", "/proc")) {
      Launched run = rig.launch(Map.of("HOME", unusable), "convert a.csv");
      assertThat(run.out()).startsWith("ran");
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
    }
  }
}
