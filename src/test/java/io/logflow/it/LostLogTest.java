package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The latest records of a process that was killed are lost, because somebody tidied its log up. */
@Tag("soak")
class LostLogTest {
  private static final int KILLED = 137;

  @TempDir private Path folder;
  private final Map<String, String> contents = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({
    "deleted, recorded-moved@2",
    "half, recorded-moved@2",
    "deleted, published",
    "half, recorded-finishes",
    "rubbish, archive-linked",
    "empty, recorded-archived",
  })
  void no_input_is_lost_with_them(String loss, String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    drop(rig, "old.csv", 1);
    drop(rig, "waiting.csv", 2);
    assertThat(WatchRig.ended(rig.start("taken=halt"))).isEqualTo(KILLED);
    // Both are on record as running, in the database itself and not in its log.
    Database.rows(rig.database(), "PRAGMA wal_checkpoint(TRUNCATE)");
    for (int number = 3; number < 9; number++) {
      drop(rig, "new" + number + ".csv", number);
    }
    assertThat(WatchRig.ended(rig.start(point + "=halt"))).isEqualTo(KILLED);
    lose(loss, rig.database().resolveSibling("logflow.db-wal"));

    Process watch = rig.start("");
    try {
      WatchRig.await(
          () ->
              WatchRig.filesIn(rig.inbox).isEmpty()
                  && rig.count("SELECT count(*) FROM jobs WHERE work_path IS NOT NULL") == 0);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(rig.rows("SELECT DISTINCT status FROM jobs")).containsExactly(List.of("completed"));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("done"))).isEqualTo(contents.keySet());
    // Of some jobs no record at all is left, and where their inputs had been put away by then
    // nobody
    // asks for one; their outputs tell of them.
    assertThat(doctor(rig, "db", "recover").exitCode()).isZero();
    // What they have half made lies there, and what they have published is published again; both is
    // told of.
    assertThat(audit(rig).out().lines().filter(line -> !line.matches("I[35] .*")))
        .singleElement()
        .asString()
        .startsWith("8 jobs, ");
  }

  private void drop(WatchRig rig, String name, int id) throws Exception {
    contents.put(name, "id\n" + id + "\n");
    rig.drop(name, contents.get(name));
  }

  private static void lose(String loss, Path log) throws Exception {
    long size = Files.size(log);
    assertThat(size).isPositive();
    switch (loss) {
      case "deleted" -> Files.delete(log);
      case "half" -> cut(log, size / 2);
      case "empty" -> cut(log, 0);
      default -> Files.writeString(log, "rubbish".repeat((int) size / 7));
    }
  }

  private static void cut(Path log, long size) throws Exception {
    try (var channel = Files.newByteChannel(log, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private CommandLineRun audit(WatchRig rig) throws Exception {
    StringBuilder manifest = new StringBuilder("name,sha256,rows,sum\n");
    for (Map.Entry<String, String> one : contents.entrySet()) {
      byte[] bytes = one.getValue().getBytes(StandardCharsets.UTF_8);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      manifest.append(one.getKey()).append(',').append(hash).append(",1,\n");
    }
    Path file = Files.writeString(folder.resolve("manifest.csv"), manifest);
    return doctor(rig, "doctor", "--audit", "--full", "--manifest=" + file);
  }

  private CommandLineRun doctor(WatchRig rig, String... command) throws Exception {
    Path home = Files.createDirectories(folder.resolve("doctor"));
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--inbox=" + rig.inbox);
    all.add("--output=" + rig.output);
    all.add("--database=" + rig.database());
    return CommandLineRun.of(home, home, all.toArray(String[]::new));
  }
}
