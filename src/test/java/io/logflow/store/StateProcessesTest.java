package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateProcessesTest {
  @TempDir Path folder;

  @Test
  void processes_that_open_a_new_database_at_once_all_succeed() throws Exception {
    Path file = folder.resolve("new/logflow.db");
    List<Process> children = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      children.add(Child.start(log(number), "open", file.toString()));
    }

    for (int number = 0; number < 4; number++) {
      assertThat(children.get(number).waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(children.get(number).exitValue())
          .as(Files.readString(log(number), StandardCharsets.UTF_8))
          .isZero();
    }

    assertThat(Database.value(file, "SELECT count(*) FROM profiles")).isEqualTo(4);
    assertThat(Database.value(file, "SELECT count(*) FROM changelog"))
        .isEqualTo(Migrations.OURS.latest());
    assertThat(Files.exists(folder.resolve("new/logflow.db.bak-v0"))).isFalse();
  }

  @Test
  void a_migration_that_is_killed_leaves_the_old_state() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateDatabase.at(file, new Migrations("/migrations-test", List.of("0001_notes.sql"))).migrate();
    Path log = PrivateFiles.beside(file, "-wal");
    Process child = Child.start(log(0), "migrate", file.toString());

    // The script's 40 MB no longer fit SQLite's cache, so it is in the midst of its transaction.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(log) && Files.size(log) > 1_000_000);
    child.destroyForcibly().waitFor();

    assertThat(Database.value(file, "PRAGMA user_version")).isEqualTo(1);
    assertThat(Database.rows(file, "SELECT * FROM notes")).containsExactly(List.of("first"));
    assertThat(Database.value(file, "PRAGMA integrity_check")).isEqualTo("ok");
    assertThat(folder.resolve("logflow.db.bak-v1")).exists();
    StateDatabase again =
        StateDatabase.at(
            file,
            new Migrations("/migrations-test", List.of("0001_notes.sql", "0002_authors.sql")));
    again.migrate();
    assertThat(Database.rows(file, "SELECT * FROM notes"))
        .containsExactly(List.of("first", "nobody"));
  }

  private Path log(int number) {
    return folder.resolve("child" + number + ".log");
  }
}
