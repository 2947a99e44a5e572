package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When calls are due. */
class HookCallsTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long MINUTE = 60_000;

  @TempDir private Path folder;

  @Test
  void a_pause_is_kept_unless_the_clock_was_set_back() throws Exception {
    Path file = folder.resolve("logflow.db");
    try (StateStore store = StateStore.open(file)) {
      HookCalls calls = new HookCalls(store);
      enter(file, "'/work/1.input'");
      assertThat(due(calls, NOW)).as("its input is not put away yet").isZero();
      assertThat(due(calls, NOW + 2 * MINUTE)).isEqualTo(1);
      assertThat(due(calls, NOW - 24 * 60 * MINUTE)).as("set back by a day").isEqualTo(1);

      Database.execute(file, "UPDATE jobs SET work_path = NULL");
      long id = calls.due("inbox:box", "failed", NOW, 10).get(0).id();
      calls.again(id, "is away", NOW + 10 * MINUTE);
      assertThat(due(calls, NOW)).isZero();
      assertThat(due(calls, NOW + 10 * MINUTE)).isEqualTo(1);
      assertThat(due(calls, NOW - MINUTE)).as("set back while it waits").isEqualTo(1);
    }
  }

  private static int due(HookCalls calls, long now) {
    return calls.due("inbox:box", "failed", now, 10).size();
  }

  private static void enter(Path file, String work) throws Exception {
    Database.execute(
        file,
        "INSERT INTO jobs (id, status, input_path, door, original_name, created_at, work_path)"
            + " VALUES ('1', 'failed', '/in/1', 'inbox:box', '1', "
            + (NOW + ", " + work + ")"));
    Database.execute(
        file,
        "INSERT INTO hook_calls (job_id, door, event, facts, created_at)"
            + (" VALUES ('1', 'inbox:box', 'failed', '{}', " + NOW + ")"));
  }
}
