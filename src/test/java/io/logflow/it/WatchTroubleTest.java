package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import io.logflow.publish.TestMount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A watching process whose surroundings fail for a while waits for them, and loses nothing. */
@Tag("soak")
class WatchTroubleTest {
  private static final String WAITING = "SELECT count(*) FROM jobs WHERE status = 'pending'";
  @TempDir private Path folder;

  @Test
  void a_full_disk_of_the_output_is_waited_for() throws Exception {
    WatchRig rig = new WatchRig(folder);
    try (TestMount disk = TestMount.tmpfs(rig.output, "size=3m")) {
      assertThat(disk).isNotNull();
      rig.drop("a.csv", noise(8_000_000));
      Process watch = rig.start("");
      try {
        WatchRig.await(() -> complaints(rig).contains(" waits: "));
        WatchRig.await(() -> rig.count(WAITING) == 1);
        assertThat(rig.output.resolve("_logflow")).doesNotExist();
        assertThat(watch.isAlive()).isTrue();
        remount(rig.output, "size=60m");
        rig.awaitQuiet(1);
      } finally {
        watch.destroyForcibly().waitFor();
      }
      assertWell(rig, 1);
    }
  }

  @Test
  void a_full_disk_of_temporary_files_is_waited_for() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Path temporary = rig.home.resolve(".logflow/tmp");
    try (TestMount disk = TestMount.tmpfs(temporary, "size=3m")) {
      assertThat(disk).isNotNull();
      byte[] content = noise(8_000_000).getBytes(StandardCharsets.UTF_8);
      rig.drop("a.csv.gz", Pack.pack(Compression.GZIP, content));
      Process watch = rig.start("", "--set", "engine.temp_reserve=0B");
      try {
        WatchRig.await(() -> complaints(rig).contains(" waits: "));
        WatchRig.await(() -> rig.count(WAITING) == 1);
        assertThat(complaints(rig)).contains(temporary.toString()).doesNotContain("\tat ");
        assertThat(WatchRig.bytesIn(temporary)).as("bytes left").isZero();
        assertThat(watch.isAlive()).isTrue();
        remount(temporary, "size=60m");
        rig.awaitQuiet(1);
      } finally {
        watch.destroyForcibly().waitFor();
      }
      assertWell(rig, 1);
    }
  }

  @Test
  void a_full_disk_of_the_database_is_waited_for() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Path state = rig.home.resolve(".logflow");
    try (TestMount disk = TestMount.tmpfs(state, "size=40m")) {
      assertThat(disk).isNotNull();
      Process watch = rig.start("");
      try {
        rig.drop("a.csv", "id\n1\n");
        rig.awaitQuiet(1);
        fill(state.resolve("filler"));
        for (int number = 1; number <= 50; number++) {
          rig.drop("b" + number + ".csv", "id\n" + number + 5 + "\n");
        }
        WatchRig.await(() -> complaints(rig).contains(" waits: "));
        assertThat(watch.isAlive()).isTrue();
        Files.delete(state.resolve("filler"));
        rig.awaitQuiet(51);
      } finally {
        watch.destroyForcibly().waitFor();
      }
      assertWell(rig, 51);
    }
  }

  @Test
  void a_read_only_output_is_waited_for_at_rest() throws Exception {
    WatchRig rig = new WatchRig(folder);
    try (TestMount disk = TestMount.tmpfs(rig.output, "size=60m,ro")) {
      assertThat(disk).isNotNull();
      rig.drop("a.csv", "id\n1\n");
      Process watch = rig.start("");
      try {
        WatchRig.await(() -> complaints(rig).contains(" waits: "));
        rig.drop("b.csv", "id\n2\n");
        long before = processorMillis(watch);
        assertThat(watch.waitFor(10, TimeUnit.SECONDS)).isFalse();
        assertThat(processorMillis(watch) - before).as("time in 10 s").isLessThan(5_000);
        assertThat(rig.count("SELECT count(*) FROM jobs WHERE completed_at IS NOT NULL")).isZero();
        remount(rig.output, "rw");
        rig.awaitQuiet(2);
      } finally {
        watch.destroyForcibly().waitFor();
      }
      assertWell(rig, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 60})
  void a_database_that_somebody_locks_is_waited_for(int seconds) throws Exception {
    assumeTrue(
        seconds < 60 || Long.getLong("logflow.soak.minutes", 1) > 1, "this takes a longer soak");
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("");
    try {
      rig.drop("a.csv", "id\n1\n");
      rig.awaitQuiet(1);
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + rig.database());
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN EXCLUSIVE");
        rig.drop("b.csv", "id\n2\n");
        rig.drop("c.csv", "id\n3\n");
        assertThat(watch.waitFor(seconds, TimeUnit.SECONDS)).isFalse();
        statement.execute("ROLLBACK");
      }
      rig.awaitQuiet(3);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertWell(rig, 3);
    if (seconds == 3) {
      assertThat(complaints(rig)).doesNotContain(" waits: ");
    }
  }

  private void assertWell(WatchRig rig, int inputs) throws Exception {
    rig.assertSound(inputs);
    assertThat(rig.rows("SELECT max(attempt) FROM jobs").get(0).get(0)).isEqualTo(1);
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  private static String complaints(WatchRig rig) throws IOException {
    return Files.readString(rig.home.resolve("err.txt"));
  }

  private static long processorMillis(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  private static String noise(int bytes) {
    StringBuilder text = new StringBuilder("id,noise\n");
    Random random = new Random(5);
    for (long row = 0; text.length() < bytes; row++) {
      text.append(row).append(',');
      text.append(Long.toHexString(random.nextLong())).append(Long.toHexString(random.nextLong()));
      text.append('\n');
    }
    return text.toString();
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = "x".repeat(1024).getBytes(StandardCharsets.UTF_8);
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(Files.size(file)).isGreaterThan(100_000);
    }
  }

  private static void remount(Path place, String options) throws Exception {
    Process mount =
        new ProcessBuilder("mount", "-o", "remount," + options, place.toString()).start();
    assertThat(mount.waitFor()).isZero();
  }
}
