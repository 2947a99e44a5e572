package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes that were killed leave beside the database is removed, and nothing else. */
class OwnerLockTest {
  @TempDir private Path folder;

  @Test
  void what_dead_processes_left_is_removed_and_what_is_held_stays() throws Exception {
    Path file = folder.resolve("logflow.db");
    Path owners = folder.resolve("logflow.db.owners");
    try (StateStore store = StateStore.open(file)) {
      OwnerLock.sweep(store);
      assertThat(owners).doesNotExist();
      Path log = folder.resolve("log");
      Process other = Child.start(log, "hold", file.toString());
      try (OwnerLock mine = OwnerLock.hold(store)) {
        assertThat(mine).isNotNull();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> Files.readString(log).contains(Child.HELD));
        assertThat(locks(owners)).isEqualTo(2);
        Path door = Files.createFile(OwnerLock.fileOfDoor(store, "box"));
        Path note = Files.createFile(owners.resolve("note"));
        Path dead = Files.createFile(owners.resolve("1@1"));

        OwnerLock.sweep(store);
        assertThat(dead).doesNotExist();
        assertThat(locks(owners)).isEqualTo(2);

        other.destroyForcibly().waitFor();
        OwnerLock.sweep(store);
        assertThat(owners.resolve(OwnerLock.owner())).exists();
        assertThat(locks(owners)).isEqualTo(1);
        assertThat(door).exists();
        assertThat(note).exists();
      } finally {
        other.destroyForcibly().waitFor();
      }
    }
  }

  private static long locks(Path owners) throws Exception {
    try (Stream<Path> all = Files.list(owners)) {
      return all.filter(file -> file.getFileName().toString().contains("@")).count();
    }
  }
}
