package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The route that forgets old jobs, from its file, with the real bean behind it. */
@CamelMainTest(
    configurationClasses = RetentionRoutesTest.Wiring.class,
    properties = {
      "camel.main.routes-include-pattern=file:routes/upkeep/retention.camel.yaml",
      "camel.main.base-package-scan-enabled=false",
      "camel.main.jmx-enabled=true"
    },
    dumpRouteCoverage = true)
class RetentionRoutesTest {
  private static final Path ROOT = root();
  private static final Path DATABASE = ROOT.resolve("state.db");
  private static final StateStore STORE = StateStore.open(DATABASE);

  /** Binds what the route names, with a history of 30 days and what came before. */
  public static final class Wiring implements CamelConfiguration {
    @Override
    public void configure(CamelContext context) throws Exception {
      Settings settings =
          SettingsLoader.builder(ROOT).systemFile(ROOT.resolve("no-system-file")).load();
      history();
      context
          .getRegistry()
          .bind("job-retention", new JobRetention(settings.storage(), STORE, List.of()));
    }
  }

  private static Path root() {
    try {
      return Files.createTempDirectory("retention-routes").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void end() {
    STORE.close();
  }

  private static void history() throws Exception {
    Path failed = Files.writeString(ROOT.resolve("failed.csv"), "x");
    Path result = Files.writeString(ROOT.resolve("result.parquet"), "x");
    job("young", 29, "completed", "inbox:a", "NULL", "NULL");
    job("old", 31, "completed", "inbox:a", "NULL", "'/out/old.parquet'");
    job("done-put-away", 31, "completed", "inbox:a", "'" + failed + "'", "NULL");
    job("failed-and-there", 31, "failed", "inbox:a", "'" + failed + "'", "NULL");
    job("failed-and-gone", 31, "failed", "inbox:a", "'/nowhere/x.csv'", "NULL");
    job("waits", 31, "pending", "inbox:a", "NULL", "NULL");
    job("result-there", 31, "completed", "http", "NULL", "'" + result + "'");
    job("result-gone", 31, "completed", "http", "NULL", "'/nowhere/y.parquet'");
    job("untold", 31, "failed", "inbox:a", "NULL", "NULL");
    change(
        "INSERT INTO hook_calls (job_id, door, event, facts, created_at)"
            + " VALUES ('untold', 'inbox:a', 'failed', '{}', 0)");
    change(
        "INSERT INTO ledger (job_id, door, output, input_sha256, config_hash, published_file,"
            + " created_at) VALUES ('old', 'inbox:a', '/out', 's', 'c', '/out/old.parquet', 0)");
  }

  private static void job(
      String id, int days, String status, String door, String archive, String output)
      throws Exception {
    long ended = Instant.now().minus(Duration.ofDays(days)).toEpochMilli();
    change(
        ("INSERT INTO jobs (id, status, input_path, created_at, completed_at, door, original_name,"
                + " archive_path, output_path) VALUES ('%s', '%s', '/in/x', %d, %d, '%s', 'x', %s,"
                + " %s)")
            .formatted(id, status, ended - 1000, ended, door, archive, output));
  }

  private static void change(String statement) throws Exception {
    Database.execute(DATABASE, statement);
  }

  @Test
  void jobs_go_after_their_time_unless_something_waits_that_only_they_lead_to() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Database.rows(DATABASE, "SELECT 1 FROM jobs WHERE id = 'old'").isEmpty());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(Database.rows(DATABASE, "SELECT id FROM jobs ORDER BY id"))
                    .containsExactly(
                        List.of("failed-and-there"),
                        List.of("result-there"),
                        List.of("untold"),
                        List.of("waits"),
                        List.of("young")));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(Database.rows(DATABASE, "SELECT job_id FROM ledger"))
                    .containsExactly(List.of("old")));
  }
}
