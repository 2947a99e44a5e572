package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.logflow.flow.Beans;
import io.logflow.flow.contract.SchemaContracts;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.apache.camel.util.FileUtil;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes of the inbox door, from their files, with the real beans behind them. */
@CamelMainTest(
    configurationClasses = WatchRoutesTest.Wiring.class,
    properties = {
      "camel.main.routes-include-pattern=file:routes/shared/*.yaml,file:routes/convert/*.yaml,"
          + "file:routes/record/*.yaml,file:routes/work/*.yaml,file:routes/intake/*.yaml",
      "camel.main.base-package-scan-enabled=false",
      "camel.main.jmx-enabled=true",
      "camel.main.allow-use-original-message=true",
      "logflow.engine.duckdb-from=2000"
    },
    dumpRouteCoverage = true)
class WatchRoutesTest {
  private static final Path ROOT = root();
  private static final Path STATE = ROOT.resolve("state.db");
  private static final StateStore STORE = StateStore.open(STATE);
  private static final List<JobLine> LINES = new CopyOnWriteArrayList<>();
  private static final Inboxes INBOXES = new Inboxes(List.of(inbox()));
  private static volatile Consumer<JobLine> meanwhile = line -> {};
  private static WatchBeans beans;
  private static CamelContext camel;

  /** Binds what the routes name. */
  public static final class Wiring implements CamelConfiguration {
    @Override
    public void configure(CamelContext context) {
      camel = context;
      beans =
          new WatchBeans(
              INBOXES,
              List.of(),
              2,
              STORE,
              new SchemaContracts(STORE, Clock.systemUTC()),
              WatchRoutesTest::send,
              WatchRoutesTest::hear,
              () -> false);
      new Beans(settings(), STORE).byName().forEach(context.getRegistry()::bind);
      beans.byName().forEach(context.getRegistry()::bind);
    }
  }

  private static void hear(JobLine line) {
    LINES.add(line);
    meanwhile.accept(line);
  }

  private static Path root() {
    try {
      return Files.createTempDirectory("watch-routes").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SettingsLoader.Builder loader() {
    return SettingsLoader.builder(ROOT)
        .systemFile(ROOT.resolve("no-system-file"))
        .flag("watch.min_free", "0B");
  }

  private static Settings settings() {
    return loader().flag("on_existing", "version").flag("schema.mode", "version").load();
  }

  private static Inbox inbox() {
    Path folder = ROOT.resolve("in box+ä%41#1&y {{z}}");
    InboxSettings inbox =
        loader()
            .build()
            .inbox(folder, Map.of("output", ROOT.resolve("out").toString(), "settle", "0s"));
    try {
      Files.createDirectories(inbox.work());
      Files.createFile(InboxLock.file(inbox));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Inbox(inbox, settings(), 1);
  }

  private static Object send(String route, Object body) {
    try {
      return camel.createProducerTemplate().requestBody(route, body);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof LogFlowException known) {
        throw known;
      }
      throw ErrorKind.INTERNAL.error("fault", "", e);
    }
  }

  @BeforeEach
  void watch() {
    LINES.clear();
    WatchRoutes.addIntake(camel, INBOXES.all());
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    meanwhile = line -> {};
    beans.flights().close(beans.flights().ids());
    beans.recovery().settleRunning();
    convertAll();
    Database.execute(STATE, "DELETE FROM schema_versions");
    FileUtil.removeDir(ROOT.resolve("out").toFile());
  }

  private static void drop(String name, String content) throws IOException {
    Path inbox = INBOXES.all().get(0).settings().path();
    Files.move(Files.writeString(ROOT.resolve("dropping"), content), inbox.resolve(name));
  }

  private static long waiting() {
    return new Queue(STORE).pending(INBOXES.doors());
  }

  private static void claimed(long count) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == count);
  }

  private static Batch taken() {
    List<String> ids = beans.flights().ids();
    Take take = new Take("small", INBOXES.doors(), List.of(), 10, Long.MAX_VALUE, 1, ids);
    return (Batch) send("direct:take", take);
  }

  @Test
  void files_go_from_the_inbox_to_done_together() throws Exception {
    long before = waiting();
    drop("a.csv", "id\n1\n");
    drop("b.csv", "id\n2\n");
    drop("c.csv", "id,x\n2\n");
    claimed(before + 3);
    Batch batch = taken();
    send("direct:convert-group", batch);
    Path folder = INBOXES.all().get(0).settings().path();
    assertThat(LINES).extracting(JobLine::status).contains("completed", "failed").hasSize(3);
    assertThat(folder.resolve("done/a.csv")).hasContent("id\n1\n");
    assertThat(folder.resolve("done/b.csv")).hasContent("id\n2\n");
    assertThat(folder.resolve("failed/c.csv.error.json")).exists();
    assertThat(new Queue(STORE).unsettled(INBOXES.doors())).isEmpty();
  }

  @Test
  void a_claim_that_fails_is_settled_later() throws Exception {
    long before = waiting();
    Database.execute(
        STATE,
        "CREATE TRIGGER refuse BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'not today'); END");
    Inbox inbox = INBOXES.all().get(0);
    try {
      drop("d.csv", "id\n4\n");
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(inbox.trouble()::waits);
      assertThat(inbox.isClaiming()).isTrue();
      assertThat(inbox.settings().path().resolve("d.csv")).exists();
    } finally {
      Database.execute(STATE, "DROP TRIGGER refuse");
    }
    claimed(before + 1);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !inbox.isClaiming());
    beans.flights().close(taken().ids());
    assertThat(new Queue(STORE).unsettled(INBOXES.doors())).hasSize(1);
    beans.recovery().settleRunning();
    claimed(before + 1);
  }

  @Test
  void what_is_published_and_not_on_record_is_not_published_again() throws Exception {
    drop("e.csv", "id\n9\n");
    claimed(1);
    Batch first = taken();
    Database.execute(
        STATE,
        "CREATE TRIGGER refuse BEFORE UPDATE ON jobs WHEN NEW.status = 'completed' "
            + "BEGIN SELECT RAISE(ABORT, 'not today'); END");
    try {
      assertThatThrownBy(() -> send("direct:convert-group", first))
          .isInstanceOf(LogFlowException.class);
    } finally {
      Database.execute(STATE, "DROP TRIGGER refuse");
    }
    drop("f.csv", "id\n9\n");
    claimed(1);
    Batch second = taken();
    send("direct:convert-group", second);
    assertThat(waiting()).as("it waits until the first one is settled").isEqualTo(1);

    beans.flights().close(first.ids());
    beans.flights().close(second.ids());
    beans.recovery().settleRunning();
    convertAll();
    assertThat(LINES).extracting(JobLine::status).contains("duplicate");
    assertThat(outputs("e-")).hasSize(1);
    assertThat(outputs("f-")).isEmpty();
  }

  private static void convertAll() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              convertOnce();
              return waiting() == 0;
            });
  }

  /** Once through the queue, as a worker does it. */
  private static void convertOnce() {
    Batch batch = taken();
    if (!batch.ids().isEmpty()) {
      send("direct:convert-group", batch);
      beans.duplicates().release(batch.ids());
      beans.flights().close(batch.ids());
    }
  }

  private static List<String> outputs(String start) {
    return List.of(ROOT.resolve("out").toFile().list((folder, name) -> name.startsWith(start)));
  }

  @Test
  void what_is_written_to_an_input_after_its_conversion_is_told_of_and_kept() throws Exception {
    drop("g.csv", "id\n10\n");
    claimed(1);
    Batch batch = taken();
    Path work = batch.unmade().get(0).inputs().get(0).path();
    meanwhile = line -> write(work);
    send("direct:convert-group", batch);
    Path failed = INBOXES.all().get(0).settings().failed();
    assertThat(failed.resolve("g.csv")).hasContent("id\n10\n11\n");
    assertThat(failed.resolve("g.csv.error.json"))
        .content()
        .contains("input_changed", "what was written then is in no output");
  }

  @Test
  void an_input_that_grew_before_it_was_read_is_done_also_after_a_crash() throws Exception {
    drop("h.csv", "id\n11\n");
    claimed(1);
    convertAll();
    drop("i.csv", "id\n");
    claimed(1);
    Path folder = INBOXES.all().get(0).settings().path();
    write(folder.resolve(".logflow/work").toFile().listFiles()[0].toPath());
    Batch batch = taken();
    meanwhile = line -> fail("it dies before the input is put away");
    assertThatThrownBy(() -> send("direct:convert-group", batch))
        .isInstanceOf(LogFlowException.class);
    beans.flights().close(batch.ids());
    beans.recovery().settleRunning();
    assertThat(folder.resolve("done/i.csv")).hasContent("id\n11\n");
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "11\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
