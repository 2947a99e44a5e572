package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.flow.contract.SchemaContracts;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.BatchRuns;
import io.logflow.store.BatchRuns.Reason;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The route of the schedule door, from its file, with the real beans behind it. */
@CamelMainTest(
    configurationClasses = ScheduleRoutesTest.Wiring.class,
    properties = {
      "camel.main.routes-include-pattern=file:routes/shared/watch-failures.camel.yaml,"
          + "file:routes/record/group.camel.yaml,file:routes/record/claim-events.camel.yaml,"
          + "file:routes/intake/claim.camel.yaml,file:routes/intake/schedule.camel.yaml",
      "camel.main.base-package-scan-enabled=false",
      "camel.main.jmx-enabled=true"
    },
    dumpRouteCoverage = true)
class ScheduleRoutesTest {
  private static final Path ROOT = root();
  private static final StateStore STORE = StateStore.open(ROOT.resolve("state.db"));

  /** Binds what the routes name. */
  public static final class Wiring implements CamelConfiguration {
    @Override
    public void configure(CamelContext context) {
      bind(context);
    }
  }

  private static void bind(CamelContext context) {
    SettingsLoader loader =
        SettingsLoader.builder(ROOT).systemFile(ROOT.resolve("no-system-file")).build();
    Settings settings = loader.load();
    ScheduleSettings schedule = loader.schedules().get(0);
    Optional<LeftFiles> left = LeftFiles.of(schedule.jobs(), schedule.door(), STORE);
    Inbox inbox = new Inbox(schedule.jobs(), settings, 1, left);
    Schedule scheduled =
        new Schedule(
            schedule, inbox, new BatchRuns(STORE), new Queue(STORE), Clock.systemUTC(), true);
    new WatchBeans(
            new Inboxes(List.of(inbox)),
            List.of(scheduled),
            2,
            STORE,
            new SchemaContracts(STORE, Clock.systemUTC()),
            (route, body) -> body,
            line -> {},
            () -> false)
        .byName()
        .forEach(context.getRegistry()::bind);
    context.getRegistry().bind("state", STORE.dataSource());
  }

  private static Path root() {
    try {
      Path root = Files.createTempDirectory("schedule-routes").toRealPath();
      Files.createDirectories(root.resolve(".logflow"));
      Files.writeString(root.resolve("a.csv"), "id\n1\n");
      Files.writeString(root.resolve("b.csv"), "id\n2\n");
      Files.writeString(
          root.resolve(".logflow/config.yaml"),
          "schedules: {s: {inputs: '%s/*.csv', output: '%s/out'}}".formatted(root, root));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_run_that_is_asked_for_claims_its_inputs() {
    BatchRuns runs = new BatchRuns(STORE);
    Queue queue = new Queue(STORE);
    LocalDateTime date = LocalDateTime.of(2026, 3, 1, 0, 0);
    Optional<String> asker = Optional.of("ann");
    runs.ask("run1", "s", date, Reason.ASKED, Optional.empty(), asker, Instant.EPOCH);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> queue.pending(List.of("schedule:s")) == 2);

    assertThat(runs.find("run1").orElseThrow().state()).isEqualTo("running");
    assertThat(runs.inputs("run1")).containsExactlyInAnyOrder(ROOT + "/a.csv", ROOT + "/b.csv");
    assertThat(runs.open("run1")).isEqualTo(2);
  }
}
