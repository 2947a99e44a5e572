package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.InputException;
import io.logflow.job.StateException;
import io.logflow.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several inputs wins, and whose inputs are whose. */
class InboxOrderTest {
  private static final Map<String, Object> REPLACING = Map.of("on_existing", "replace");
  @TempDir private Path folder;

  private static List<String> read(Path output) {
    return Readback.columns(output.resolve("a.parquet")).get("v");
  }

  @Test
  void where_outputs_are_replaced_the_last_input_wins_also_with_an_old_content() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", REPLACING).watch()) {
      for (String version : List.of("1", "2", "1")) {
        int before = inbox.rows("SELECT 1 FROM jobs").size();
        inbox.drop("a.csv", "v\n" + version + "\n");
        inbox.awaitEnded(before + 1);
      }
      assertThat(read(inbox.output)).containsExactly("1");
      inbox.drop("a.csv", "v\n1\n");
      inbox.awaitEnded(4);
      assertThat(inbox.rows("SELECT status FROM jobs ORDER BY rowid"))
          .containsExactly(
              List.of("completed"),
              List.of("completed"),
              List.of("completed"),
              List.of("duplicate"));
    }
  }

  @Test
  void of_inputs_of_one_name_that_wait_the_oldest_goes_first() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", REPLACING)) {
      // A large one first: the worker of small ones must not overtake it.
      StringBuilder large = new StringBuilder("v\n");
      for (int row = 0; row < 600_000; row++) {
        large.append(row).append('\n');
      }
      inbox.watch();
      inbox.drop("a.csv", large.toString());
      WatchRig.await(() -> !Files.exists(inbox.folder.resolve("a.csv")));
      inbox.drop("a.csv", "v\n-7\n");
      inbox.awaitEnded(2);
      assertThat(inbox.rows("SELECT lane FROM jobs ORDER BY rowid"))
          .containsExactly(List.of("large"), List.of("small"));
      assertThat(read(inbox.output)).containsExactly("-7");
    }
  }

  @Test
  void claimed_inputs_that_the_database_does_not_know_come_in_again() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      Path work = Files.createDirectories(inbox.folder.resolve(".logflow/work"));
      Files.writeString(work.resolve("01hf7yat00aaaaaaaa12345678-a.csv.input"), "v\n1\n");
      Files.writeString(work.resolve("01hf7yat00aaaaaaaabbbbbbbb-a.csv.input"), "v\n2\n");
      inbox.watch();
      inbox.awaitEnded(2);
      assertThat(inbox.rows("SELECT status FROM jobs"))
          .containsExactly(List.of("completed"), List.of("completed"));
      assertThat(WatchRig.filesIn(inbox.folder.resolve("done"))).hasSize(2).contains("a.csv");
      assertThat(WatchRig.filesIn(work)).isEmpty();
    }
  }

  @Test
  void an_inbox_that_got_another_name_and_folder_goes_on_with_its_jobs() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      Path work = Files.createDirectories(inbox.folder.resolve(".logflow/work"));
      Path input = work.resolve("01hf7yat00aaaaaaaa12345678-a.csv.input");
      Files.writeString(input, "v\n1\n");
      Database.execute(
          inbox.database(),
          """
          INSERT INTO jobs (id, status, input_path, input_size, door, original_name, ledger_output,
            heartbeat_at, lane, work_path)
          VALUES ('01hf7yat00aaaaaaaa12345678', 'pending', '%s', 4, 'inbox:before', 'a.csv', '%s',
            0, 'small', '%s')
          """
              .formatted("/before/a.csv", inbox.output, "/before/.logflow/work/x.input"));
      assertThat(input).exists();
      inbox.watchAs("after");
      inbox.awaitEnded(1);
      assertThat(inbox.rows("SELECT door, status FROM jobs"))
          .containsExactly(List.of("inbox:after", "completed"));
    }
  }

  @Test
  void a_folder_whose_disk_is_not_mounted_is_not_watched() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      Database.execute(
          inbox.database(),
          """
          INSERT INTO jobs (id, status, input_path, door, original_name, lane, work_path)
          VALUES ('01hf7yat00aaaaaaaa12345678', 'pending', 'x', 'inbox:x', 'a.csv', 'small',
            '%s/.logflow/work/01hf7yat00aaaaaaaa12345678-a.csv.input')
          """
              .formatted(inbox.folder));
      assertThatThrownBy(inbox::watch)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("1 inputs are on record in");
      assertThat(inbox.rows("SELECT status FROM jobs")).containsExactly(List.of("pending"));
    }
  }

  @Test
  void a_folder_that_is_left_alone_is_known_under_another_name_too() throws Exception {
    Map<String, Object> ledger =
        Map.of("claim", "ledger", "output", folder.resolve("out").toString());
    try (LiveInbox first = new LiveInbox(folder, "in", ledger)) {
      first.drop("a.csv", "v\n1\n");
      first.watchAs("before");
      first.awaitEnded(1);
    }
    try (LiveInbox second = new LiveInbox(folder, "in", ledger)) {
      second.watchAs("after");
      second.drop("b.csv", "v\n2\n");
      second.awaitEnded(2);
      assertThat(second.rows("SELECT original_name, status FROM jobs ORDER BY rowid"))
          .containsExactly(List.of("a.csv", "completed"), List.of("b.csv", "completed"));
      assertThat(second.rows("SELECT DISTINCT door FROM ledger"))
          .containsExactly(List.of("inbox:after"));
    }
  }

  @Test
  void neither_a_folder_nor_a_name_is_watched_twice() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", Map.of());
        LiveInbox same = new LiveInbox(folder, "in", Map.of());
        LiveInbox other = new LiveInbox(folder, "other", Map.of())) {
      inbox.watchAs("orders");
      assertThatThrownBy(() -> same.watchAs("else"))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("is watched by this process already");
      assertThatThrownBy(() -> other.watchAs("orders"))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("(orders) is watched by this process already");
      // To be refused takes nothing from the one that was first.
      long locked = (Long) Files.getAttribute(inbox.folder.resolve(".logflow/lock"), "unix:ino");
      assertThat(Files.readAllLines(Path.of("/proc/locks")))
          .anyMatch(line -> line.contains(":" + locked + " ") && line.contains("WRITE"));
      other.watchAs("others");
      other.drop("a.csv", "v\n1\n");
      other.awaitEnded(1);
    }
  }
}
