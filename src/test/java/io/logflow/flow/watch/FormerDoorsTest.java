package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import io.logflow.store.OwnerLock;
import io.logflow.store.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerDoorsTest {
  @TempDir private Path root;
  private int jobs;

  private InboxSettings inbox(boolean recursive) throws Exception {
    Path folder = Files.createDirectories(root.resolve("in"));
    return SettingsLoader.builder(root)
        .build()
        .inbox(folder, Map.of("output", root.resolve("out").toString(), "recursive", recursive));
  }

  /** A job of another name of the inbox, and a call for it. */
  private void enter(StateStore store, String input, String state) throws Exception {
    jobs++;
    Database.execute(
        store.database(),
        "INSERT INTO jobs (id, status, input_path, door, original_name) VALUES ('%d', 'completed', '%s', 'inbox:before', 'x')"
            .formatted(jobs, root.resolve(input)));
    Database.execute(
        store.database(),
        "INSERT INTO hook_calls (job_id, door, event, facts, created_at, state) VALUES ('%d', 'inbox:before', 'published', '{}', 0, '%s')"
            .formatted(jobs, state));
  }

  private static List<List<Object>> adopted(StateStore store) throws Exception {
    return Database.rows(
        store.database(),
        "SELECT job_id FROM hook_calls WHERE door <> 'inbox:before' ORDER BY job_id");
  }

  @Test
  void calls_that_another_name_has_not_made_are_taken_over() throws Exception {
    try (StateStore store = StateStore.open(root.resolve("logflow.db"))) {
      enter(store, "in/a.csv", "due");
      enter(store, "in/b.csv", "done");
      enter(store, "in/deep/c.csv", "due");
      enter(store, "inner/d.csv", "due");

      FormerDoors.takeOver(inbox(false), store);
      assertThat(adopted(store)).containsExactly(List.of("1"));
      FormerDoors.takeOver(inbox(true), store);
      assertThat(adopted(store)).containsExactly(List.of("1"), List.of("3"));
      assertThat(Database.rows(store.database(), "SELECT DISTINCT door FROM hook_calls"))
          .hasSize(2)
          .contains(List.of(inbox(false).door()));
    }
  }

  @Test
  void what_is_watched_under_the_other_name_is_left_to_it() throws Exception {
    try (StateStore store = StateStore.open(root.resolve("logflow.db"))) {
      enter(store, "in/a.csv", "due");
      InboxLock lock = InboxLock.take(OwnerLock.fileOfDoor(store, "before"), inbox(false));
      FormerDoors.takeOver(inbox(false), store);
      assertThat(adopted(store)).isEmpty();
      lock.close();
      FormerDoors.takeOver(inbox(false), store);
      assertThat(adopted(store)).hasSize(1);
    }
  }
}
