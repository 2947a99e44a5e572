package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that runs out in one job of a watching process costs no other job anything. */
@Tag("soak")
class WatchMemoryTest {
  /** With which Java ends where {@code -XX:+ExitOnOutOfMemoryError} is given. */
  private static final int OUT_OF_MEMORY = 3;

  private static final String ENDS =
      "SELECT original_name, status, attempt, error_kind FROM jobs ORDER BY original_name";

  @TempDir private Path folder;

  @Test
  void where_the_process_goes_on_the_job_comes_again() throws Exception {
    WatchRig rig = new WatchRig(folder);
    List.of("a", "b", "c").forEach(name -> drop(rig, name));
    Process watch = rig.start("encode@2=memory");
    try {
      rig.awaitQuiet(3);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    rig.assertSound(3);
    assertThat(rig.count("SELECT sum(attempt) FROM jobs")).isEqualTo(4);
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recorded-names@1", "published@1", "archive-linked@1"})
  void where_it_runs_out_for_a_group_that_is_settled_as_after_a_death(String point)
      throws Exception {
    WatchRig rig = new WatchRig(folder);
    List.of("a", "b", "c").forEach(name -> drop(rig, name));
    Process watch = rig.start(point + "=memory");
    try {
      rig.awaitQuiet(3);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    rig.assertSound(3);
    assertThat(Files.readString(rig.home.resolve("err.txt")))
        .contains("waits: The conversion needs more memory");
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @Test
  void a_job_that_needs_too_much_is_quarantined_at_its_third_attempt() throws Exception {
    WatchRig rig = new WatchRig(folder);
    drop(rig, "a");
    Process watch = rig.start("verify=memory");
    try {
      rig.awaitQuiet(1);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(rig.rows(ENDS))
        .containsExactly(List.of("a.csv", "quarantined", 3, "limit_exceeded"));
    assertThat(Files.readString(rig.inbox.resolve("failed/a.csv.error.json")))
        .contains("more memory than the Java heap of ")
        .contains("LOGFLOW_JAVA_OPTS");
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @Test
  void a_stack_that_overflows_fails_its_job_only() throws Exception {
    WatchRig rig = new WatchRig(folder);
    List.of("a", "b", "c").forEach(name -> drop(rig, name));
    Process watch = rig.start("encode@2=stack");
    try {
      rig.awaitQuiet(3);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(rig.rows("SELECT status, error_kind FROM jobs WHERE status <> 'completed'"))
        .containsExactly(List.of("failed", "internal"));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("failed"))).hasSize(2);
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @Test
  void a_process_without_memory_ends_and_those_that_follow_it_find_the_reason() throws Exception {
    WatchRig rig = new WatchRig(folder);
    try (Writer large = Files.newBufferedWriter(rig.inbox.resolve("large.csv"))) {
      large.write("id,text\n1,");
      for (int times = 0; times < 60; times++) {
        large.write("0123456789abcdef".repeat(1 << 16));
      }
      large.write("\n");
    }
    List.of("a", "b", "c").forEach(name -> drop(rig, name));
    for (int time = 1; time <= 3; time++) {
      assertThat(WatchRig.ended(supervised(rig))).as("exit code").isEqualTo(OUT_OF_MEMORY);
    }
    Process watch = supervised(rig);
    rig.awaitQuiet(4);
    watch.destroyForcibly().waitFor();

    assertThat(rig.rows("SELECT original_name, attempt FROM jobs WHERE status = 'quarantined'"))
        .containsExactly(List.of("large.csv", 3));
    assertThat(rig.count("SELECT count(*) FROM jobs WHERE status = 'completed'")).isEqualTo(3);
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  private static Process supervised(WatchRig rig) throws Exception {
    return CommandLineRun.start(
        List.of(),
        rig.home,
        rig.root,
        Map.of("_JAVA_OPTIONS", "-Xmx96m -XX:+ExitOnOutOfMemoryError"),
        "watch",
        rig.inbox.toString(),
        "--output",
        rig.output.toString(),
        "--settle=100ms",
        "--set=watch.min_free=0B",
        "--set=conversion.max_record_size=1GB");
  }

  private static void drop(WatchRig rig, String name) {
    try {
      rig.drop(name + ".csv", "id,name\n1," + name + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
