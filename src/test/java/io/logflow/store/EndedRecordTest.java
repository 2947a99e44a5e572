package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statement that ends jobs without an output. */
class EndedRecordTest {
  @TempDir private Path folder;

  private void enter(String status, String owner) throws Exception {
    Database.execute(
        folder.resolve("logflow.db"),
        "INSERT INTO jobs (id, status, owner, input_path, door, original_name, input_size, attempt)"
            + " VALUES ('1', '%s', '%s', 'x', 'inbox:box', 'x', 7, 1)".formatted(status, owner));
  }

  private static int end(StateStore store, String more) {
    return new Rows(store)
        .update(
            "record-ended",
            "[{\"id\": \"1\", \"owner\": \"me\", \"status\": \"failed\", \"attempts_back\": 0, \"now\": 5"
                + more
                + "}]");
  }

  @ParameterizedTest
  @CsvSource({
    "running, me, 1",
    "running, other, 0",
    "pending, other, 1",
    "claiming, other, 1",
    "completed, me, 0",
    "failed, me, 0",
    "duplicate, me, 0"
  })
  void only_its_owner_ends_a_running_job_and_nobody_one_that_has_ended(
      String status, String owner, int changed) throws Exception {
    try (StateStore store = StateStore.open(folder.resolve("logflow.db"))) {
      enter(status, owner);
      assertThat(end(store, "")).isEqualTo(changed);
      assertThat(Database.rows(store.database(), "SELECT status FROM jobs"))
          .containsExactly(List.of(changed == 1 ? "failed" : status));
    }
  }

  @Test
  void the_size_that_was_read_replaces_that_of_the_claim_where_it_is_known() throws Exception {
    try (StateStore store = StateStore.open(folder.resolve("logflow.db"))) {
      enter("running", "me");
      assertThat(end(store, "")).isEqualTo(1);
      assertThat(Database.value(store.database(), "SELECT input_size FROM jobs")).isEqualTo(7);
      Database.execute(store.database(), "UPDATE jobs SET status = 'running'");
      assertThat(end(store, ", \"input_size\": 9")).isEqualTo(1);
      assertThat(Database.value(store.database(), "SELECT input_size FROM jobs")).isEqualTo(9);
    }
  }
}
