package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code logflow jobs cancel} at given points of a job, which waits there until it is told. */
@Tag("soak")
class WatchCancelTest {
  private static final int ROWS = 400_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "arrow, encode@2",
    "arrow, encode@5",
    "arrow, verify",
    "avro, convert@10",
    "duckdb, convert",
  })
  void before_the_output_appears_it_ends_the_job(String engine, String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("large.csv", rows());
    Process watch = start(rig, engine, point);
    try {
      cancelAt(rig);
      rig.awaitQuiet(1);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(rig.rows("SELECT status, error_kind, output_path, attempt FROM jobs").toString())
        .isEqualTo("[[cancelled, cancelled, null, 1]]");
    assertThat(WatchRig.filesIn(rig.output)).isEmpty();
    assertThat(rig.output.resolve("_logflow")).doesNotExist();
    assertThat(rig.inbox.resolve("failed/large.csv")).exists();
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @ParameterizedTest
  @CsvSource({"publish-flushed", "published", "recorded-finishes"})
  void from_the_publication_on_it_comes_too_late(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "id,name\n1,x\n");
    Process watch = start(rig, "auto", point);
    try {
      if (point.equals("recorded-finishes")) {
        WatchRig.await(() -> Files.exists(folder.resolve("told.reached")));
        assertRefused(rig);
        Files.createFile(folder.resolve("told"));
      } else {
        cancelAt(rig);
      }
      rig.awaitQuiet(1);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    rig.assertSound(1);
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  @Test
  void of_a_job_that_has_ended_it_is_refused() throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "id,name\n1,x\n");
    Process watch = rig.start("");
    try {
      rig.awaitQuiet(1);
      assertRefused(rig);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    rig.assertSound(1);
  }

  private Process start(WatchRig rig, String engine, String point) throws Exception {
    Path told = folder.resolve("told");
    String faults = point + "=until:" + told + ",cancel-told=touch:" + told;
    return rig.start(faults, "--set", "engine.default=" + engine);
  }

  /** Cancels the job when it is at the point. */
  private void cancelAt(WatchRig rig) throws Exception {
    WatchRig.await(() -> Files.exists(folder.resolve("told.reached")));
    CommandLineRun run = cancel(rig);
    assertThat(run.out()).endsWith(" is asked to stop." + System.lineSeparator());
    assertThat(run.exitCode()).isZero();
  }

  private void assertRefused(WatchRig rig) throws Exception {
    CommandLineRun run = cancel(rig);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(" is completed and cannot be cancelled any more.");
  }

  private CommandLineRun cancel(WatchRig rig) throws Exception {
    String id = (String) rig.rows("SELECT id FROM jobs").get(0).get(0);
    Path other = Files.createDirectories(folder.resolve("commands"));
    Map<String, String> database = Map.of("LOGFLOW_STORAGE_DATABASE", rig.database().toString());
    return CommandLineRun.ended(
        CommandLineRun.start(other, rig.root, database, "jobs", "cancel", id), other);
  }

  private static String rows() {
    StringBuilder text = new StringBuilder("id,name,amount\n");
    for (int row = 0; row < ROWS; row++) {
      text.append(row).append(",a name of some length and no more than that,").append(row % 977);
      text.append(".25\n");
    }
    return text.toString();
  }
}
