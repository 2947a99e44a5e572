package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at random instants: the disk of a watching process is copied as it is, five times
 * for each minute of {@code logflow.soak.minutes} or as often as {@code logflow.soak.images} says,
 * and on each copy another process goes on. What was in the inbox by then is converted once.
 */
@Tag("soak")
class PowerLossTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final List<String> manifest = new ArrayList<>(List.of("name,sha256,rows,sum"));

  /** A disk at one instant, what was in its inbox before, and the jobs that were on record. */
  private record Instant(Path disk, int files, Set<Object> jobs) {}

  @Test
  void no_power_loss_loses_or_doubles_anything() throws Exception {
    long minutes = Long.getLong("logflow.soak.minutes", 1);
    int images = Integer.getInteger("logflow.soak.images", Math.toIntExact(5 * minutes));
    long seed = Long.getLong("logflow.soak.seed", System.currentTimeMillis());
    System.out.println("Seed " + seed + ", " + images + " images, in " + folder);
    Path disk = folder.resolve("disk");
    assumeTrue(BlockImage.make(disk, "160M"), "no ext4 file system can be made here");
    List<Instant> instants;
    try (BlockImage whole = new BlockImage(disk, mountPoint())) {
      assumeTrue(whole.mount(), "this user may not mount a disk");
      instants = work(whole, images, new Random(seed));
    }
    for (Instant instant : instants) {
      try (BlockImage copy = new BlockImage(instant.disk(), mountPoint())) {
        assertThat(copy.mount()).as("the file system of %s is sound", instant.disk()).isTrue();
        goOn(instant);
      }
      Files.delete(instant.disk());
    }
  }

  private Path mountPoint() throws IOException {
    return folder.toRealPath().resolve("mounted");
  }

  private WatchRig rig() throws IOException {
    return new WatchRig(mountPoint().resolve("all"));
  }

  private List<Instant> work(BlockImage disk, int images, Random random) throws Exception {
    List<Instant> instants = new ArrayList<>();
    WatchRig rig = rig();
    keep(rig.inbox);
    keep(rig.root);
    keep(mountPoint());
    Process watch = rig.start("");
    try {
      WatchRig.await(() -> Files.exists(rig.inbox.resolve(".logflow/lock")));
      while (instants.size() < images) {
        for (int files = 1 + random.nextInt(12); files > 0; files--) {
          drop(rig, random);
        }
        watch.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS);
        Set<Object> jobs = jobs(rig);
        Path copy = folder.resolve("disk-" + instants.size());
        disk.snapshot(watch, copy);
        instants.add(new Instant(copy, manifest.size() - 1, jobs));
      }
    } finally {
      watch.destroyForcibly().waitFor();
    }
    return instants;
  }

  /** Jobs that are acknowledged: their inputs are ours. */
  private static Set<Object> jobs(WatchRig rig) throws Exception {
    Set<Object> jobs = new HashSet<>();
    if (rig.count("SELECT count(*) FROM jobs") > 0) {
      rig.rows("SELECT id FROM jobs WHERE status <> 'claiming'")
          .forEach(row -> jobs.add(row.get(0)));
    }
    return jobs;
  }

  /** Puts a file into the inbox, durably, as whoever wants to be sure must. */
  private void drop(WatchRig rig, Random random) throws IOException {
    int number = manifest.size();
    StringBuilder text = new StringBuilder("id,name\n");
    int rows = 1 + random.nextInt(random.nextInt(8) == 0 ? 60_000 : 50);
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      long id = number * 1_000_000L + row;
      text.append(id).append(",n").append(random.nextInt(1000)).append('\n');
      sum += id;
    }
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    Path hidden = rig.root.resolve("dropping");
    try (FileChannel file =
        FileChannel.open(hidden, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(content));
      file.force(true);
    }
    String name = number + ".csv";
    Files.move(hidden, rig.inbox.resolve(name));
    keep(rig.inbox);
    manifest.add(name + "," + MixedLoad.sha256(content) + "," + rows + "," + sum);
  }

  private static void keep(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void goOn(Instant instant) throws Exception {
    WatchRig rig = rig();
    Process next = rig.start("");
    try {
      rig.awaitQuiet(instant.files());
    } finally {
      next.destroy();
    }
    assertThat(next.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(jobs(rig)).as("what was acknowledged is on record").containsAll(instant.jobs());
    assertThat(rig.rows("SELECT status FROM jobs WHERE status <> 'completed'")).isEmpty();
    Path put =
        Files.write(folder.resolve("manifest.csv"), manifest.subList(0, instant.files() + 1));
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full", "--manifest", put.toString());
  }
}
