package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.flow.recover.Recover;
import io.logflow.store.DamagedDatabase;
import io.logflow.store.Queue;
import io.logflow.store.StateDatabase;
import io.logflow.store.StateStore;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that is lost is made anew of the outputs and of the reports on failures. */
class RecoverTest {
  private static final String JOBS =
      "SELECT id, status, original_name, output_path, input_path, input_size, ledger_output,"
          + " lane, door, error_kind, error, error_remedy, archive_path FROM jobs"
          + " WHERE status <> 'completed' ORDER BY id";
  private static final String PUBLISHED =
      "SELECT id, status, original_name, output_path, output_size, row_count, column_count,"
          + " input_sha256, config_hash, door, rejected_rows, skipped_rows, ledger_output, version,"
          + " input_path, input_size, archive_path"
          + " FROM jobs WHERE status = 'completed' ORDER BY id";
  private static final String LEDGER =
      "SELECT job_id, door, output, input_sha256, config_hash, published_file FROM ledger"
          + " ORDER BY job_id";

  @TempDir private Path folder;
  private WatchHere here;

  @BeforeEach
  void settings() throws Exception {
    here = new WatchHere(folder);
    here.settings("recursive: true");
  }

  private void work() throws Exception {
    here.start();
    here.drop("a.csv", "v\n1\n2\n");
    here.drop("sub/b.csv", "v,w\n1,x\n");
    here.drop("broken.csv", "v,w\n1\n2,x\n");
    here.awaitEnded(3);
    here.stop();
  }

  private void damage() throws Exception {
    // Who has the first page in the log does not see what becomes of it in the file.
    try (Connection history = DriverManager.getConnection("jdbc:sqlite:" + here.database());
        Statement statement = history.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    try (RandomAccessFile database = new RandomAccessFile(here.database().toFile(), "rw")) {
      database.write("no database any more".getBytes(UTF_8));
    }
  }

  private Recover.Result recover() {
    return recover(here.database());
  }

  private void recoverDamaged() {
    DamagedDatabase database = new DamagedDatabase(here.database());
    Path successor = database.successor();
    recover(successor);
    database.replace(successor, 1);
  }

  private Recover.Result recover(Path database) {
    try (StateStore store = StateStore.open(database)) {
      return Recover.of(store, here.inboxes(), List.of());
    }
  }

  @Test
  void outputs_that_are_folders_are_found_as_one_each() throws Exception {
    here.settings("recursive: true", "conversion:", "  partition_by: [v]");
    work();
    List<List<Object>> published = here.rows(PUBLISHED);
    List<List<Object>> ledger = here.rows(LEDGER);
    damage();
    recoverDamaged();
    assertThat(here.rows(PUBLISHED)).isEqualTo(published).hasSize(2);
    assertThat(here.rows(LEDGER)).isEqualTo(ledger).hasSize(2);
    assertThat(recover()).as("again").isEqualTo(new Recover.Result(2, 0, 0, List.of()));
  }

  @Test
  void a_damaged_database_is_moved_aside_and_its_jobs_are_found() throws Exception {
    work();
    List<List<Object>> jobs = here.rows(JOBS);
    List<List<Object>> published = here.rows(PUBLISHED);
    List<List<Object>> ledger = here.rows(LEDGER);
    DamagedDatabase database = new DamagedDatabase(here.database());
    assertThat(database.isDamaged()).isFalse();
    damage();
    assertThat(database.isDamaged()).isTrue();

    Path successor = database.successor();
    Recover.Result found = recover(successor);
    assertThat(database.isDamaged()).as("until the other one is complete").isTrue();
    Path aside = database.replace(successor, 1_700_000_000_000L);

    assertThat(aside).hasFileName("logflow.db.damaged-1700000000000").isNotEmptyFile();
    assertThat(found).isEqualTo(new Recover.Result(2, 2, 1, List.of()));
    assertThat(here.rows(PUBLISHED)).isEqualTo(published).hasSize(2);
    assertThat(here.rows(LEDGER)).isEqualTo(ledger).hasSize(2);
    assertThat(here.rows(JOBS)).isEqualTo(jobs).hasSize(1);
    assertThat(recover()).as("again").isEqualTo(new Recover.Result(2, 0, 0, List.of()));
  }

  @Test
  void what_was_published_is_not_published_again_and_what_failed_can_be_tried_again()
      throws Exception {
    work();
    damage();
    recoverDamaged();
    here.start();
    here.drop("again.csv", "v\n1\n2\n");
    here.awaitEnded(4);
    assertThat(here.rows("SELECT status FROM jobs WHERE original_name = 'again.csv'"))
        .containsExactly(List.of("duplicate"));
    Path failed = here.inbox.resolve("failed/broken.csv");
    Files.writeString(failed, "v,w\n1,x\n2,x\n");
    String id = (String) here.rows("SELECT id FROM jobs WHERE status = 'failed'").get(0).get(0);
    assertThat(here.retry(id)).isTrue();
    WatchHere.await(() -> here.count("SELECT count(*) FROM jobs WHERE status = 'failed'") == 0);
    here.awaitEnded(4);
    assertThat(here.rows("SELECT status, row_count FROM jobs WHERE id = '" + id + "'"))
        .containsExactly(List.of("completed", 2));
    here.stop();
    assertThat(here.count("SELECT count(DISTINCT output_path) FROM jobs")).isEqualTo(3);
  }

  @Test
  void a_backup_gets_what_came_after_it() throws Exception {
    here.start();
    here.drop("first.csv", "v\n0\n");
    here.awaitEnded(1);
    here.stop();
    Path backup = folder.resolve("backup.db");
    StateDatabase.at(here.database()).backup(backup);
    here.start();
    here.drop("a.csv", "v\n1\n2\n");
    here.awaitEnded(2);
    here.stop();
    List<List<Object>> ledger = here.rows(LEDGER);
    Files.move(backup, here.database(), REPLACE_EXISTING);

    assertThat(recover()).isEqualTo(new Recover.Result(2, 1, 0, List.of()));

    assertThat(here.rows(LEDGER)).isEqualTo(ledger).hasSize(2);
  }

  @Test
  void what_an_older_backup_has_as_open_or_failed_is_entered_as_it_ended() throws Exception {
    work();
    here.start();
    here.drop("second.csv", "v\n5\n");
    here.awaitEnded(4);
    here.stop();
    List<List<Object>> published = here.rows(PUBLISHED);
    List<List<Object>> ledger = here.rows(LEDGER);
    List<List<Object>> failed = here.rows(JOBS);
    try (Connection older = DriverManager.getConnection("jdbc:sqlite:" + here.database());
        Statement statement = older.createStatement()) {
      statement.execute("DELETE FROM ledger");
      statement.execute(
          "UPDATE jobs SET owner = NULL, archived_at = NULL, work_path = 'gone', status = CASE"
              + " original_name WHEN 'a.csv' THEN 'failed' ELSE 'pending' END");
    }

    assertThat(recover()).isEqualTo(new Recover.Result(3, 3, 1, List.of()));

    assertThat(here.rows(PUBLISHED)).isEqualTo(published).hasSize(3);
    assertThat(here.rows(LEDGER)).isEqualTo(ledger).hasSize(3);
    assertThat(here.rows(JOBS)).isEqualTo(failed).hasSize(1);
    assertThat(here.count("SELECT count(*) FROM jobs WHERE work_path IS NOT NULL")).isZero();
  }

  @Test
  void what_somebody_wants_tried_again_stays_so() throws Exception {
    work();
    String id = (String) here.rows("SELECT id FROM jobs WHERE status = 'failed'").get(0).get(0);
    try (StateStore store = StateStore.open(here.database())) {
      assertThat(new Queue(store).retry(id)).isTrue();
    }

    assertThat(recover()).isEqualTo(new Recover.Result(2, 0, 0, List.of()));

    assertThat(here.rows("SELECT status FROM jobs WHERE id = '" + id + "'"))
        .containsExactly(List.of("pending"));
  }

  @Test
  void reports_are_found_under_all_their_names() throws Exception {
    Path failed = Files.createDirectories(here.inbox.resolve("failed"));
    String dotted = "a.b.c.d.e.f.csv";
    String broken = "v,w\n1\n2,x\n";
    for (String name : List.of("a.csv", dotted)) {
      Files.writeString(failed.resolve(name + ".error.json"), "{}");
    }
    here.start();
    here.drop("a.csv", broken);
    here.drop(dotted, broken + "3,y\n");
    here.drop("l".repeat(248) + ".csv", broken + "4,y\n");
    here.awaitEnded(3);
    here.stop();
    List<List<Object>> jobs = here.rows(JOBS);
    damage();

    Path successor = new DamagedDatabase(here.database()).successor();
    assertThat(recover(successor)).isEqualTo(new Recover.Result(0, 0, 3, List.of()));
    new DamagedDatabase(here.database()).replace(successor, 1);

    assertThat(here.rows(JOBS)).isEqualTo(jobs).hasSize(3);
  }

  @Test
  void an_output_is_looked_at_once_and_an_inbox_may_have_none() throws Exception {
    assertThat(recover()).isEqualTo(new Recover.Result(0, 0, 0, List.of()));
    work();
    try (StateStore store = StateStore.open(folder.resolve("other.db"))) {
      Recover.Result found = Recover.of(store, here.inboxes(), List.of(here.output.getParent()));
      assertThat(found).isEqualTo(new Recover.Result(2, 2, 1, List.of()));
    }
  }

  @Test
  void files_that_are_not_ours_are_told_of_or_passed() throws Exception {
    work();
    Files.writeString(here.output.resolve("text.parquet"), "no Parquet");
    Files.writeString(here.output.resolve(".hidden.parquet"), "no Parquet");
    Files.createDirectories(here.output.resolve("_logflow"));
    Files.writeString(here.output.resolve("_logflow/staging.parquet"), "no Parquet");
    Path failed = here.inbox.resolve("failed");
    Files.writeString(failed.resolve("mine.error.json"), "{\"key\": [1]}");
    Files.writeString(failed.resolve("mine"), "somebody's");
    Files.writeString(failed.resolve("odd.error.json"), "null");
    Files.writeString(failed.resolve("odd"), "somebody's");
    Path copies = Files.createDirectories(here.output.resolve("a"));
    String ofA = "SELECT output_path FROM jobs WHERE original_name = 'a.csv'";
    Path output = Path.of((String) here.rows(ofA).get(0).get(0));
    Files.copy(output, copies.resolve("copy.parquet"));

    Recover.Result found = recover(folder.resolve("other.db"));

    assertThat(found.outputs()).isEqualTo(4);
    assertThat(found.published()).isEqualTo(2);
    assertThat(found.failed()).isEqualTo(1);
    assertThat(found.problems()).hasSize(3);
    assertThat(found.problems().get(0)).contains("text.parquet cannot be read");
    assertThat(found.problems().get(1))
        .isEqualTo(copies.resolve("copy.parquet") + " holds what is in " + output + ".");
    assertThat(found.problems().get(2)).contains("mine.error.json is no report of LogFlow's");
  }

  @Tag("soak")
  @Test
  void the_command_waits_for_nobody_and_leaves_a_sound_inbox() throws Exception {
    work();
    Process watch = here.process("");
    try {
      WatchHere.await(() -> Files.exists(here.inbox.resolve(".logflow/lock")));
      here.drop("late.csv", "v\n7\n");
      here.awaitEnded(4);
      damage();
      CommandLineRun refused = CommandLineRun.of(here.home, folder, "db", "recover");
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.err()).contains("Process " + watch.pid() + " works with");
    } finally {
      watch.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    CommandLineRun done = CommandLineRun.of(here.home, folder, "db", "recover");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("damaged database: " + here.database() + ".damaged-")
        .contains("outputs: 3, jobs entered: 3")
        .contains("failed inputs entered: 1");
    CommandLineRun audit = CommandLineRun.of(here.home, folder, "doctor", "--audit");
    assertThat(audit.out()).contains("0 violations");
  }
}
