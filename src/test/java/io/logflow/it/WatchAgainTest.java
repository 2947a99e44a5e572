package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What earlier processes, earlier versions and dead writers have left is gone on with. */
@Tag("soak")
class WatchAgainTest {
  private static final int KILLED = 137;

  @TempDir private Path folder;

  @Test
  void what_duckdb_had_spilled_when_it_was_killed_is_swept() throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "id\n1\n");
    Process killed =
        rig.start("convert=until:" + folder.resolve("never"), "--set", "engine.default=duckdb");
    try {
      WatchRig.await(() -> Files.exists(folder.resolve("never.reached")));
      Path spill = found(rig.home.resolve(".logflow/tmp"), "spill");
      Files.write(spill.resolve("duckdb_temp_storage_DEFAULT-0.tmp"), new byte[1 << 20]);
    } finally {
      killed.destroyForcibly().waitFor();
    }
    Process watch = rig.start("");
    try {
      rig.awaitQuiet(1);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    rig.assertSound(1);
    assertThat(rig.home.resolve(".logflow/tmp")).isEmptyDirectory();
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  private static Path found(Path root, String name) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.getFileName().toString().equals(name)).findAny().orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({"recorded-moved@2, 1", "taken, 2", "published, 3"})
  void a_database_of_an_older_schema_and_its_claimed_files_are_taken_over(String point, int steps)
      throws Exception {
    WatchRig rig = new WatchRig(folder);
    for (int number = 0; number < 4; number++) {
      rig.drop("a" + number + ".csv", "id\n" + number + "\n");
    }
    assertThat(WatchRig.ended(rig.start(point + "=halt"))).isEqualTo(KILLED);
    CommandLineRun back =
        CommandLineRun.of(rig.home, folder, "db", "rollback", "--steps", Integer.toString(steps));
    assertThat(back.exitCode()).as(back.err()).isZero();
    rig.drop("late.csv", "id\n77\n");
    Process watch = rig.start("");
    try {
      rig.awaitQuiet(5);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    rig.assertSound(5);
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @Test
  void a_slow_writer_that_pauses_is_waited_for_and_one_that_dies_is_found_out() throws Exception {
    WatchRig rig = new WatchRig(folder);
    String rows = "for i in $(seq 1 200); do for j in $(seq 1 100); do echo \"$i,name $j\"; done; ";
    Process slow =
        writer(
            "{ echo id,name; " + rows + "sleep 0.01; done; sleep 6; echo 9,z; }", rig, "slow.csv");
    Process dying = writer("{ echo id,name; echo 1,x; printf 2; sleep 600; }", rig, "dying.csv");
    Process watch = rig.start("");
    try {
      WatchRig.await(() -> Files.exists(rig.inbox.resolve("dying.csv")));
      assertThat(dying.waitFor(4, TimeUnit.SECONDS)).isFalse();
      assertThat(rig.inbox.resolve("dying.csv")).exists();
      dying.descendants().forEach(ProcessHandle::destroyForcibly);
      dying.destroyForcibly().waitFor();
      rig.awaitQuiet(2);
    } finally {
      Stream.of(slow, dying)
          .forEach(one -> one.descendants().forEach(ProcessHandle::destroyForcibly));
      watch.destroyForcibly().waitFor();
    }
    assertThat(slow.waitFor()).isZero();
    assertThat(
            rig.rows("SELECT original_name, status, row_count FROM jobs ORDER BY original_name")
                .toString())
        .isEqualTo("[[dying.csv, failed, null], [slow.csv, completed, 20001]]");
    assertThat(rig.rows("SELECT max(attempt) FROM jobs")).containsExactly(List.of(1));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("failed")))
        .containsExactlyInAnyOrder("dying.csv", "dying.csv.error.json");
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  private static Process writer(String script, WatchRig rig, String name) throws IOException {
    return new ProcessBuilder(
            "sh", "-c", script + " > \"$1\"", "sh", rig.inbox.resolve(name).toString())
        .start();
  }
}
