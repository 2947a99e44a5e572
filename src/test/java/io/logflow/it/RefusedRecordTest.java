package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while the database refuses the end of a job. */
@Tag("soak")
class RefusedRecordTest {
  private static final String BEGUN =
      "SELECT coalesce(max(started_at), 0) FROM jobs WHERE original_name = ";
  private static final String X_BEGUN = BEGUN + "'x.csv'";
  private static final String Y_BEGUN = BEGUN + "'y.csv'";

  @TempDir private Path folder;

  @Test
  void equal_contents_wait_until_it_is_settled_how_the_first_has_ended() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings("on_existing: fail");
      Path inTheWay = Files.createDirectories(here.output).resolve("x.parquet");
      Files.writeString(inTheWay, "somebody's");
      here.start();
      // An inbox takes nothing in while it waits: the second input has to be in before there is a
      // reason to.
      change(
          here,
          "CREATE TRIGGER hold AFTER INSERT ON jobs WHEN NEW.original_name = 'y.csv' BEGIN"
              + " UPDATE jobs SET not_before = 9000000000000000 WHERE id = NEW.id; END");
      change(
          here,
          "CREATE TRIGGER refuse BEFORE UPDATE ON jobs WHEN NEW.status = 'failed'"
              + " BEGIN SELECT RAISE(ABORT, 'not today'); END");
      here.drop("y.csv", "v\n1\n");
      WatchHere.await(() -> here.count("SELECT count(*) FROM jobs WHERE status = 'pending'") == 1);
      here.drop("x.csv", "v\n1\n");
      WatchHere.await(() -> here.count(X_BEGUN) > 0);
      long first = here.count(X_BEGUN);
      WatchHere.await(() -> here.count(X_BEGUN) > first);
      change(here, "UPDATE jobs SET not_before = NULL WHERE original_name = 'y.csv'");
      WatchHere.await(() -> here.count(Y_BEGUN) > 0);
      change(here, "DROP TRIGGER refuse");
      here.awaitEnded(2);
      assertThat(here.rows("SELECT original_name, status FROM jobs ORDER BY original_name"))
          .containsExactly(List.of("x.csv", "failed"), List.of("y.csv", "completed"));
      assertThat(inTheWay).hasContent("somebody's");
    }
  }

  private static void change(WatchHere here, String statement) throws SQLException {
    Database.execute(here.database(), statement);
  }
}
