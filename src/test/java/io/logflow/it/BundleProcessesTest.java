package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that make one output of many inputs and are killed, or told to leave one out. */
@Tag("soak")
class BundleProcessesTest {
  private static final int INPUTS = 20;
  private static final List<String> BUNDLE = List.of("--bundle", "300ms");
  @TempDir private Path folder;

  private static Process start(WatchRig rig, String faults) throws IOException {
    return rig.start(faults, BUNDLE.toArray(String[]::new));
  }

  private static void drop(WatchRig rig) throws IOException {
    for (int number = 10; number < 10 + INPUTS; number++) {
      rig.drop("f" + number + ".csv", "id,name\n" + number + ",x\n");
    }
  }

  private static List<String> published(WatchRig rig) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String name : WatchRig.filesIn(rig.output)) {
      ids.addAll(Readback.columns(rig.output.resolve(name)).get("id"));
    }
    return ids;
  }

  private static List<String> numbers() {
    return IntStream.range(10, 10 + INPUTS).mapToObj(Integer::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "taken",
        "verify",
        "recorded-names",
        "publish-flushed",
        "publish-linked",
        "published",
        "recorded-finishes",
        "archive-linked",
      })
  void each_input_is_in_one_output_wherever_the_process_dies(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    drop(rig);
    assertThat(WatchRig.ended(start(rig, point + "=halt"))).isEqualTo(137);
    Process second = start(rig, "");
    try {
      rig.awaitQuiet(INPUTS);
    } finally {
      second.destroyForcibly();
    }
    assertThat(published(rig)).containsExactlyInAnyOrderElementsOf(numbers());
    assertThat(rig.rows("SELECT DISTINCT status FROM jobs")).containsExactly(List.of("completed"));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("done"))).hasSize(INPUTS);
    assertThat(rig.output.resolve("_logflow")).doesNotExist();
    assertThat(Files.readString(rig.home.resolve("err.txt"))).doesNotContain("Exception");
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"taken", "recorded-moved@2"})
  void what_a_bundle_has_published_is_found_though_the_latest_records_are_lost(String kept)
      throws Exception {
    WatchRig rig = new WatchRig(folder);
    drop(rig);
    assertThat(WatchRig.ended(start(rig, kept + "=halt"))).isEqualTo(137);
    Database.rows(rig.database(), "PRAGMA wal_checkpoint(TRUNCATE)");
    assertThat(WatchRig.ended(start(rig, "recorded-finishes=halt"))).isEqualTo(137);
    assertThat(published(rig)).isNotEmpty();
    Files.delete(rig.database().resolveSibling("logflow.db-wal"));
    Process third = start(rig, "");
    try {
      rig.awaitQuiet(INPUTS);
    } finally {
      third.destroyForcibly();
    }
    assertThat(published(rig)).containsExactlyInAnyOrderElementsOf(numbers());
  }

  @Test
  void a_bundle_that_is_a_folder_is_found_though_the_latest_records_are_lost() throws Exception {
    WatchRig rig = new WatchRig(folder);
    drop(rig);
    String[] parted = {BUNDLE.get(0), BUNDLE.get(1), "--set", "max_file_size=1MB"};
    assertThat(WatchRig.ended(rig.start("taken=halt", parted))).isEqualTo(137);
    Database.rows(rig.database(), "PRAGMA wal_checkpoint(TRUNCATE)");
    assertThat(WatchRig.ended(rig.start("recorded-finishes=halt", parted))).isEqualTo(137);
    String ids = "SELECT id FROM read_parquet('%s/**/*.parquet')".formatted(rig.output);
    assertThat(LaidOut.texts(ids)).isNotEmpty();
    Files.delete(rig.database().resolveSibling("logflow.db-wal"));
    Process third = rig.start("", parted);
    try {
      rig.awaitQuiet(INPUTS);
    } finally {
      third.destroyForcibly();
    }
    assertThat(LaidOut.texts(ids)).containsExactlyInAnyOrderElementsOf(numbers());
  }

  @Test
  void an_input_that_is_cancelled_leaves_its_bundle_and_no_other_does() throws Exception {
    WatchRig rig = new WatchRig(folder);
    drop(rig);
    // The bundle is made, and waits to be published.
    Process watch = start(rig, "verify@1=sleep:8000");
    try {
      WatchRig.await(
          () -> rig.count("SELECT count(*) FROM jobs WHERE status = 'running'") == INPUTS);
      String id =
          (String) rig.rows("SELECT id FROM jobs WHERE original_name = 'f15.csv'").get(0).get(0);
      assertThat(CommandLineRun.of(rig.home, folder, "jobs", "cancel", id).exitCode()).isZero();
      rig.awaitQuiet(INPUTS);
    } finally {
      watch.destroyForcibly();
    }
    assertThat(rig.rows("SELECT original_name, status FROM jobs WHERE status <> 'completed'"))
        .containsExactly(List.of("f15.csv", "cancelled"));
    assertThat(published(rig))
        .containsExactlyInAnyOrderElementsOf(
            numbers().stream().filter(number -> !number.equals("15")).toList());
  }
}
