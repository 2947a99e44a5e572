package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.it.MixedLoad.Dropped;
import io.logflow.it.MixedLoad.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that watch a folder under mixed load are killed at random instants, twelve for
 * each minute of {@code logflow.soak.minutes}, or as many as {@code logflow.soak.kills} says.
 * {@code -Dlogflow.soak.seed=SEED} repeats files and times.
 */
@Tag("soak")
class WatchSoakTest {
  private static final int LARGE_BYTES = 35_000_000;
  private static final int LONGEST_LIFE_MILLIS = 6_000;
  private static final int MOST_WAITING = 120;
  private static final long RESIDUE = 1_000_000;
  private static final String OPEN = "SELECT count(*) FROM jobs WHERE work_path IS NOT NULL";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void nothing_is_lost_doubled_or_seen_half_made_whenever_it_is_killed() throws Exception {
    long minutes = Long.getLong("logflow.soak.minutes", 1);
    int kills = Integer.getInteger("logflow.soak.kills", Math.toIntExact(12 * minutes));
    long seed = Long.getLong("logflow.soak.seed", System.currentTimeMillis());
    System.out.println("Seed " + seed + ", " + kills + " kills, in " + folder);
    WatchRig rig = new WatchRig(folder);
    MixedLoad load = new MixedLoad(rig.inbox, folder.resolve("making"), seed, LARGE_BYTES);
    try (OutputPoller poller = new OutputPoller(rig.output)) {
      Random random = new Random(seed);
      for (int kill = 1; kill <= kills; kill++) {
        live(rig, load, random, kill);
      }
      settle(rig, load);
      assertThat(poller.broken()).as("seed %s: outputs seen half made", seed).isEmpty();
      System.out.printf(
          "%d files in, %d outputs, %d looks at them, %s%n",
          load.dropped().size(), poller.files(), poller.looks(), figures(rig));
    }
    audit(rig, load);
    assertExpected(rig, load);
    assertLittleIsLeft(rig);
  }

  /** Every other process makes bundles of small inputs, also of those that one without left. */
  private Process start(WatchRig rig, boolean bundling) throws IOException {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--set", "engine.threads=5", "--set", "watch.max_pending=100000"));
    options.addAll(bundling ? List.of("--bundle", "300ms") : List.of());
    return rig.start("", options.toArray(String[]::new));
  }

  /** One process from its start to its violent end. */
  private void live(WatchRig rig, MixedLoad load, Random random, int kill) throws Exception {
    long end =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MILLIS));
    Process watch = start(rig, kill % 2 == 1);
    int drops = random.nextInt(24);
    boolean full = WatchRig.filesIn(rig.inbox).size() + rig.count(OPEN) > MOST_WAITING;
    for (int drop = 0; drop < drops; drop++) {
      if (!full) {
        load.drop();
      }
      watch.waitFor(random.nextInt(100), TimeUnit.MILLISECONDS);
    }
    boolean alone = watch.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    watch.destroyForcibly().waitFor();
    String complaints = Files.readString(rig.home.resolve("err.txt"));
    Files.writeString(
        folder.resolve("complaints.txt"),
        "--- kill " + kill + "\n" + complaints,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    assertThat(alone).as("process %s ended by itself: %s", kill, complaints).isFalse();
  }

  private void settle(WatchRig rig, MixedLoad load) throws Exception {
    Process last = start(rig, true);
    try {
      for (long open = rig.count(OPEN); open > 0; open = rig.count(OPEN)) {
        long before = open;
        WatchRig.await(() -> rig.count(OPEN) < before);
      }
      rig.awaitQuiet(load.dropped().size());
      Doctor.findsNothing(rig, folder.resolve("doctor"));
    } finally {
      last.destroy();
    }
    assertThat(last.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private void audit(WatchRig rig, MixedLoad load) throws Exception {
    Path manifest = load.writeManifest(folder.resolve("manifest.csv"));
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full", "--manifest", manifest.toString());
  }

  private static String figures(WatchRig rig) throws SQLException {
    long bundles =
        rig.count(
            "SELECT count(*) FROM (SELECT 1 FROM jobs WHERE output_path IS NOT NULL"
                + " GROUP BY output_path HAVING count(*) > 1)");
    return bundles + " bundles, " + states(rig);
  }

  private static String states(WatchRig rig) throws SQLException {
    return rig.rows("SELECT status, count(*), max(attempt) FROM jobs GROUP BY status").stream()
        .map(row -> row.get(0) + " " + row.get(1) + " (attempts up to " + row.get(2) + ")")
        .collect(Collectors.joining(", "));
  }

  /** A file that was in work at three deaths may be quarantined; else each ends as it must. */
  private static void assertExpected(WatchRig rig, MixedLoad load) throws SQLException {
    for (Dropped one : load.dropped()) {
      List<String> ends =
          rig
              .rows(
                  "SELECT status FROM jobs WHERE original_name = '%s' AND coalesce(input_sha256, '%s') = '%s'"
                      .formatted(one.name(), one.sha256(), one.sha256()))
              .stream()
              .map(row -> (String) row.get(0))
              .toList();
      String wanted =
          switch (one.expected()) {
            case GOOD -> "completed|duplicate|quarantined";
            case BROKEN -> "failed|quarantined";
            case EMPTY -> "empty|quarantined";
          };
      assertThat(ends).as("%s", one).isNotEmpty().anyMatch(end -> end.matches(wanted));
    }
    long good =
        load.dropped().stream()
            .filter(one -> one.expected() == Expected.GOOD)
            .map(Dropped::sha256)
            .distinct()
            .count();
    assertThat(
            rig.count("SELECT count(DISTINCT input_sha256) FROM ledger")
                + rig.count("SELECT count(*) FROM jobs WHERE status = 'quarantined'"))
        .isGreaterThanOrEqualTo(good);
  }

  private void assertLittleIsLeft(WatchRig rig) throws IOException {
    for (Path place :
        List.of(
            rig.output.resolve("_logflow"),
            rig.inbox.resolve(".logflow"),
            rig.home.resolve(".logflow/tmp"),
            rig.home.resolve(".logflow/native"))) {
      assertThat(WatchRig.bytesIn(place)).as("bytes left in %s", place).isLessThan(RESIDUE);
    }
  }
}
