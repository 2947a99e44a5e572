package io.logflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.logflow.LogFlow;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputException;
import io.logflow.job.LogFlowException;
import io.logflow.job.StateException;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller hears of when the state database fails in the middle of a job. */
class StateFailureTest {
  @TempDir private Path folder;
  private Path output;

  @BeforeEach
  void nameOutput() {
    output = folder.resolve("out.parquet");
  }

  @Test
  void a_statement_that_fails_is_a_failure_of_the_state_database() throws Exception {
    try (LogFlow logflow = open()) {
      refuse("completed");

      Throwable failure = catchThrowable(() -> logflow.convert(input("a\n1\n"), output));

      assertThat(failure).isInstanceOf(StateException.class).hasMessageContaining("logflow.db");
      assertThat(failure).hasMessageContaining("no completed today");
      assertThat(failure).hasMessageContaining(output + " is complete and published");
      assertThat(output).exists();
      assertThat(folder.resolve("_logflow")).doesNotExist();
    }
  }

  @Test
  void a_failure_that_cannot_be_recorded_is_still_the_one_that_is_reported() throws Exception {
    try (LogFlow logflow = open()) {
      refuse("failed");

      Throwable failure = catchThrowable(() -> logflow.convert(input("a,b\n1\n"), output));

      assertThat(failure)
          .isInstanceOf(InputException.class)
          .extracting(it -> ((LogFlowException) it).kind())
          .isEqualTo(ErrorKind.TOO_MANY_REJECTS);
      assertThat(failure.getSuppressed())
          .singleElement()
          .isInstanceOf(StateException.class)
          .asString()
          .contains("no failed today");
    }
  }

  private LogFlow open() {
    return LogFlow.builder()
        .settings(() -> SettingsLoader.builder(folder).systemFile(folder.resolve("none")))
        .open();
  }

  private Path input(String text) throws IOException {
    return Files.writeString(folder.resolve("in.csv"), text);
  }

  private void refuse(String status) throws Exception {
    Database.execute(
        folder.resolve(".logflow/logflow.db"),
        "CREATE TRIGGER refuse BEFORE UPDATE OF status ON jobs WHEN NEW.status = '"
            + status
            + "' BEGIN SELECT RAISE(ABORT, 'no "
            + status
            + " today'); END");
  }
}
