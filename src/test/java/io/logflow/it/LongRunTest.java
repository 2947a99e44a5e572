package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that works for long stays as large as it was: memory, open files, threads, temporary
 * files and the database's log. For half of {@code logflow.soak.minutes} it is killed every five
 * minutes, for the other half it is left alone and looked at; {@code -Dlogflow.soak.rate} says how
 * many files come in a second.
 */
@Tag("soak")
class LongRunTest {
  private static final int LARGE_BYTES = 2_000_000;
  private static final int MINUTES_OF_LIFE = 5;
  private static final long MOST_LOG_BYTES = 64L << 20;
  private static final long RESIDUE = 1_000_000;

  /** Memory says nothing before the compilers and the heap have come to rest. */
  private static final long MINUTES_TO_REST = 15;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  /** What the process takes at an instant; memory in kilobytes, the log in bytes. */
  private record Look(long seconds, long memory, long files, long threads, long log) {}

  @Test
  void what_works_for_long_takes_no_more_than_at_first() throws Exception {
    long minutes = Long.getLong("logflow.soak.minutes", 1);
    long rate = Long.getLong("logflow.soak.rate", 4);
    long seed = Long.getLong("logflow.soak.seed", System.currentTimeMillis());
    System.out.printf("Seed %d, %d minutes, %d files a second%n", seed, minutes, rate);
    WatchRig rig = new WatchRig(folder);
    MixedLoad load = new MixedLoad(rig.inbox, folder.resolve("making"), seed, LARGE_BYTES);
    for (long kills = minutes / 2 / MINUTES_OF_LIFE; kills > 0; kills--) {
      Process watch = start(rig);
      try {
        live(watch, rig, load, rate, 60L * MINUTES_OF_LIFE);
      } finally {
        watch.destroyForcibly().waitFor();
      }
    }
    Process last = start(rig);
    List<Look> looks;
    try {
      looks = live(last, rig, load, rate, Math.max(60, 60 * (minutes - minutes / 2)));
      rig.awaitQuiet(load.dropped().size());
      assertThat(WatchRig.bytesIn(rig.home.resolve(".logflow/tmp"))).isLessThan(RESIDUE);
      assertThat(WatchRig.bytesIn(rig.inbox.resolve(".logflow"))).isLessThan(RESIDUE);
    } finally {
      last.destroy();
    }
    assertThat(last.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertLevel(looks, minutes / 2 >= MINUTES_TO_REST);
    Path manifest = load.writeManifest(folder.resolve("manifest.csv"));
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full", "--manifest", manifest.toString());
  }

  /** As a user starts it, but that files are settled at once. */
  private Process start(WatchRig rig) throws IOException {
    return CommandLineRun.start(
        List.of(),
        rig.home,
        folder,
        Map.of(),
        "watch",
        rig.inbox.toString(),
        "--output",
        rig.output.toString(),
        "--settle",
        "100ms");
  }

  private static List<Look> live(
      Process watch, WatchRig rig, MixedLoad load, long rate, long seconds) throws Exception {
    List<Look> looks = new ArrayList<>();
    long begin = System.nanoTime();
    for (long drop = 1; drop <= seconds * rate; drop++) {
      load.drop();
      long due = begin + drop * TimeUnit.SECONDS.toNanos(1) / rate;
      boolean alone = watch.waitFor(due - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(alone).as("it ended by itself").isFalse();
      if (drop % (rate * 5) == 0) {
        looks.add(look(watch, rig, drop / rate));
      }
    }
    return looks;
  }

  private static Look look(Process watch, WatchRig rig, long seconds) throws IOException {
    Path process = Path.of("/proc", Long.toString(watch.pid()));
    Path log = Path.of(rig.database() + "-wal");
    return new Look(
        seconds,
        status(process, "VmRSS:"),
        entries(process.resolve("fd")),
        status(process, "Threads:"),
        Files.exists(log) ? Files.size(log) : 0);
  }

  private static long status(Path process, String key) throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private static long entries(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.count();
    }
  }

  private static void assertLevel(List<Look> looks, boolean rested) {
    int quarter = looks.size() / 4;
    List<Look> early = looks.subList(quarter, 2 * quarter);
    List<Look> late = looks.subList(looks.size() - quarter, looks.size());
    for (int minute = 0; minute < looks.size(); minute += 12) {
      System.out.println(looks.get(minute));
    }
    long memoryEarly = median(early);
    long memoryLate = median(late);
    System.out.printf(
        "Memory %d kB, %d kB at the end (medians of a quarter each); most log %d bytes%n",
        memoryEarly, memoryLate, most(looks, Look::log));
    assertThat(looks).as("the database's log").allMatch(look -> look.log() < MOST_LOG_BYTES);
    assertThat(most(late, Look::files)).as("open files").isLessThan(most(early, Look::files) + 8);
    assertThat(most(late, Look::threads)).as("threads").isLessThan(most(early, Look::threads) + 4);
    if (rested) {
      assertThat(memoryLate).as("memory").isLessThan(memoryEarly + memoryEarly / 10);
    }
  }

  private static long most(List<Look> looks, ToLongFunction<Look> of) {
    return looks.stream().mapToLong(of).max().orElseThrow();
  }

  private static long median(List<Look> looks) {
    return looks.stream()
        .mapToLong(Look::memory)
        .sorted()
        .skip(looks.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
