package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.OutputException;
import io.logflow.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputInTheWayTest {
  @TempDir private Path folder;

  @Test
  void a_file_where_the_output_folder_should_be_lets_jobs_wait() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      Files.writeString(inbox.output, "in the way");
      inbox.watch();
      inbox.drop("a.csv", "v\n1\n");
      WatchRig.await(
          () -> !inbox.rows("SELECT 1 FROM jobs WHERE error_kind IS NOT NULL").isEmpty());
      assertThat(inbox.rows("SELECT status, attempt, error_kind FROM jobs"))
          .containsExactly(List.of("pending", 0, "output_not_writable"));
      assertThat(inbox.output).hasContent("in the way");
      Files.delete(inbox.output);
      inbox.awaitEnded(1);
      assertThat(inbox.rows("SELECT status FROM jobs")).containsExactly(List.of("completed"));
    }
  }

  @Test
  void the_history_tells_the_failure_that_the_user_was_told() throws Exception {
    Path input = Files.writeString(folder.resolve("a.csv"), "v\n1\n");
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    try (Workbench bench = new Workbench(folder)) {
      assertThatThrownBy(() -> bench.logflow().convert(input, file.resolve("x/a.parquet")))
          .isInstanceOf(OutputException.class)
          .satisfies(
              told ->
                  assertThat(
                          Database.rows(
                              folder.resolve("home/.logflow/logflow.db"),
                              "SELECT error_kind, error, error_remedy FROM jobs"))
                      .containsExactly(
                          List.of(
                              "output_not_writable",
                              told.getMessage(),
                              ((OutputException) told).remedy())));
    }
  }

  @Tag("soak")
  @RepeatedTest(8)
  void workers_that_make_the_output_folder_at_once_are_in_nobodys_way() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      for (int number = 0; number < 150; number++) {
        inbox.drop(number + ".csv", "v\n" + number + "\n");
      }
      inbox.watch();
      inbox.awaitEnded(150);
      assertThat(inbox.rows("SELECT status, max(attempt), count(*) FROM jobs GROUP BY status"))
          .containsExactly(List.of("completed", 1, 150));
    }
  }
}
