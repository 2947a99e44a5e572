package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.FileStamp;
import io.logflow.publish.ClaimedFiles;
import io.logflow.publish.ClaimedFiles.Move;
import io.logflow.publish.WorkNames;
import io.logflow.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that lie in a work folder and should not. */
class StrayInputsTest {
  private static final Map<String, Object> RECURSIVE = Map.of("recursive", true);
  private static final String LONG = "é".repeat(125) + ".csv";
  @TempDir private Path folder;

  /** Claims a file for a database that nobody has any more. */
  private static void lose(LiveInbox inbox, String name, int number) throws Exception {
    Path source = inbox.folder.resolve(name);
    Files.createDirectories(source.getParent());
    inbox.drop(name, "v\n" + number + "\n");
    Path work = Files.createDirectories(inbox.folder.resolve(".logflow/work"));
    String id = "01hf7yat00aaaaaaaa1234567" + number;
    Path claimed = work.resolve(WorkNames.of(id, inbox.folder, source));
    assertThat(new ClaimedFiles().take(List.of(new Move(source, claimed, FileStamp.of(source)))))
        .hasSize(1);
  }

  private static void assertTaken(LiveInbox inbox, String... names) throws Exception {
    inbox.awaitEnded(names.length);
    assertThat(inbox.rows("SELECT input_path FROM jobs WHERE status = 'completed'"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(names)
                .map(name -> List.<Object>of(inbox.folder.resolve(name).toString()))
                .toList());
    assertThat(inbox.folder.resolve(".logflow/work")).isEmptyDirectory();
  }

  @Test
  void what_a_lost_database_had_claimed_comes_back_under_its_name_and_folder() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", RECURSIVE)) {
      lose(inbox, "a.csv", 1);
      lose(inbox, "deep/er/a.csv", 2);
      lose(inbox, LONG, 3);
      lose(inbox, "deep/" + LONG, 4);
      inbox.watch();
      assertTaken(inbox, "a.csv", "deep/er/a.csv", LONG, "deep/" + LONG);
    }
  }

  @Test
  void it_does_so_where_the_whole_inbox_was_moved() throws Exception {
    try (LiveInbox before = new LiveInbox(folder, "before", RECURSIVE)) {
      lose(before, "deep/a.csv", 1);
      lose(before, "deep/" + LONG, 2);
    }
    Files.move(folder.resolve("before"), folder.resolve("after"));
    Files.deleteIfExists(folder.resolve("after/deep"));
    try (LiveInbox after = new LiveInbox(folder, "after", RECURSIVE)) {
      after.watch();
      assertTaken(after, "deep/a.csv", "deep/" + LONG);
    }
  }

  @Test
  void an_inbox_without_folders_gets_it_where_it_is_seen() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", Map.of())) {
      lose(inbox, "deep/a.csv", 1);
      Path work = inbox.folder.resolve(".logflow/work");
      Files.createSymbolicLink(
          work.resolve("01hf7yat00aaaaaaaa12345679.origin"), Path.of("../../deep/gone.csv"));
      inbox.watch();
      assertTaken(inbox, "a.csv");
    }
  }

  @Test
  void what_is_in_the_place_of_its_folder_is_left_as_it_is() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", RECURSIVE)) {
      lose(inbox, "file/a.csv", 1);
      lose(inbox, "link/b.csv", 2);
      Files.delete(inbox.folder.resolve("file"));
      Files.delete(inbox.folder.resolve("link"));
      Files.writeString(inbox.folder.resolve("file"), "v\n3\n");
      Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
      Files.createSymbolicLink(inbox.folder.resolve("link"), elsewhere);
      inbox.watch();
      assertTaken(inbox, "a.csv", "b.csv", "file");
      assertThat(elsewhere).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "delete"})
  void what_a_power_loss_brings_back_is_not_converted_again(String after) throws Exception {
    Map<String, Object> settings = Map.of("after", after, "on_duplicate", "convert");
    try (LiveInbox inbox = new LiveInbox(folder, "in", settings).watch()) {
      inbox.drop("a.csv", "v\n1\n");
      inbox.awaitEnded(1);
    }
    try (LiveInbox inbox = new LiveInbox(folder, "in", settings)) {
      Object id = inbox.rows("SELECT id FROM jobs").get(0).get(0);
      Path work = inbox.folder.resolve(".logflow/work/" + id + "-a.csv.input");
      Path done = inbox.folder.resolve("done/a.csv");
      assertThat(Files.exists(done)).isEqualTo(after.equals("keep"));
      if (Files.exists(done)) {
        Files.createLink(work, done);
      } else {
        Files.writeString(work, "v\n1\n");
      }
      inbox.watch();
      assertThat(work).doesNotExist();
      inbox.drop("b.csv", "v\n2\n");
      inbox.awaitEnded(2);
      assertThat(inbox.rows("SELECT original_name FROM jobs ORDER BY rowid"))
          .containsExactly(List.of("a.csv"), List.of("b.csv"));
    }
  }

  @Test
  void what_came_back_and_is_not_what_was_converted_comes_in_again() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", Map.of("after", "delete")).watch()) {
      inbox.drop("a.csv", "v\n1\n");
      inbox.awaitEnded(1);
    }
    try (LiveInbox inbox = new LiveInbox(folder, "in", Map.of("after", "delete"))) {
      Object id = inbox.rows("SELECT id FROM jobs").get(0).get(0);
      Path work = inbox.folder.resolve(".logflow/work/" + id + "-a.csv.input");
      Files.writeString(work, "v\n3\n");
      inbox.watch();
      inbox.awaitEnded(2);
      assertThat(inbox.rows("SELECT status FROM jobs"))
          .containsExactly(List.of("completed"), List.of("completed"));
    }
  }

  /** A job of an inbox that is watched under the name of its folder. */
  private static Path enter(LiveInbox inbox, int number, String below) throws Exception {
    String id = "01hf7yat00aaaaaaaa1234567" + number;
    String name = number + ".csv";
    Path input = inbox.folder.resolve(below.formatted(id, name));
    Files.createDirectories(input.getParent());
    Files.writeString(input, "v\n" + number + "\n");
    Database.execute(
        inbox.database(),
        "INSERT INTO jobs (id, status, input_path, input_size, door, original_name, ledger_output,"
            + " heartbeat_at, lane, work_path) VALUES ('%s', 'pending', '%s', 4, 'inbox:%s', '%s', '%s', 0, 'small', '%s')"
                .formatted(
                    id,
                    inbox.folder.resolve(name),
                    inbox.folder.getFileName(),
                    name,
                    inbox.output,
                    input));
    return input;
  }

  @Test
  void two_inboxes_that_have_swapped_their_names_keep_their_jobs() throws Exception {
    try (LiveInbox one = new LiveInbox(folder, "one", Map.of());
        LiveInbox two = new LiveInbox(folder, "two", Map.of())) {
      enter(one, 1, ".logflow/work/%s-%s.input");
      enter(two, 2, ".logflow/work/%s-%s.input");
      Path again = enter(one, 3, "failed/%2$s");
      enter(two, 4, "failed/%2$s");
      one.watchCrossed(two);
      one.awaitEnded(4);
      assertThat(one.rows("SELECT door, original_name, status FROM jobs ORDER BY id"))
          .containsExactly(
              List.of("inbox:two", "1.csv", "completed"),
              List.of("inbox:one", "2.csv", "completed"),
              List.of("inbox:two", "3.csv", "completed"),
              List.of("inbox:one", "4.csv", "completed"));
      assertThat(again).doesNotExist();
      assertThat(WatchRig.filesIn(one.folder.resolve("done")))
          .containsExactlyInAnyOrder("1.csv", "3.csv");
      assertThat(WatchRig.filesIn(two.folder.resolve("done")))
          .containsExactlyInAnyOrder("2.csv", "4.csv");
    }
  }
}
