package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.StateException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDatabaseTest {
  private static final int LATEST = Migrations.OURS.latest();
  private static final String SCHEMA =
      "SELECT type, name, sql FROM sqlite_master ORDER BY type, name";

  @TempDir Path folder;

  @Test
  void a_new_database_has_the_latest_schema_and_the_marks_of_ours() throws Exception {
    Path file = folder.resolve("deep/er/logflow.db");

    assertThat(StateDatabase.at(file).migrate()).isEmpty();

    assertThat(Database.value(file, "PRAGMA user_version")).isEqualTo(LATEST);
    assertThat(Database.value(file, "PRAGMA journal_mode")).isEqualTo("wal");
    assertThat(Database.value(file, "PRAGMA application_id")).isEqualTo(0x4C67466C);
    assertThat(Database.rows(file, "SELECT ID, DESCRIPTION FROM changelog"))
        .containsExactly(
            List.of(1, "initial"),
            List.of(2, "inbox"),
            List.of(3, "queue order"),
            List.of(4, "hooks"),
            List.of(5, "ledger claims"),
            List.of(6, "metrics view"),
            List.of(7, "warnings"),
            List.of(8, "contracts"),
            List.of(9, "replay"),
            List.of(10, "compaction"),
            List.of(11, "batches"),
            List.of(12, "http"),
            List.of(13, "service"),
            List.of(14, "tokens"));
  }

  @Test
  void files_are_private_to_their_owner() throws Exception {
    Path file = folder.resolve("private/logflow.db");

    try (StateStore store = StateStore.open(file)) {
      Database.rows(store.dataSource().getConnection(), "SELECT * FROM jobs");
      StateDatabase.at(file).backup(folder.resolve("copy.db"));
      assertThat(mode(file.getParent())).isEqualTo("rwx------");
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(mode(PrivateFiles.beside(file, "-wal"))).isEqualTo("rw-------");
      assertThat(mode(PrivateFiles.beside(file, ".lock"))).isEqualTo("rw-------");
      assertThat(mode(folder.resolve("copy.db"))).isEqualTo("rw-------");
    }
  }

  @Test
  void special_characters_in_the_path_are_just_characters() {
    boolean ascii =
        !Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("-ü注");
    Path file = folder.resolve("q?a=b %41 #x;'\"/log?flow" + (ascii ? "" : "-ü注") + ".db");

    StateStore.open(file).close();

    assertThat(file).isRegularFile();
    assertThat(StateDatabase.at(file).status().version()).isEqualTo(LATEST);
  }

  @Test
  void status_creates_nothing() {
    Path file = folder.resolve("none/logflow.db");

    StateStatus status = StateDatabase.at(file).status();

    assertThat(status.exists()).isFalse();
    assertThat(status.latest()).isEqualTo(LATEST);
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void every_script_is_listed_and_every_listed_one_exists() throws Exception {
    Path scripts = Path.of(StateDatabase.class.getResource("/migrations").toURI());
    try (var files = Files.list(scripts)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactlyElementsOf(Migrations.OURS.files());
    }
  }

  @Test
  void down_and_up_again_gives_the_same_schema() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateDatabase database = StateDatabase.at(file);
    database.migrate();
    List<List<Object>> before = Database.rows(file, SCHEMA);

    Path copy = database.rollback(LATEST);

    assertThat(Database.value(file, "PRAGMA user_version")).isEqualTo(0);
    assertThat(Database.rows(file, "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
        .isEmpty();
    assertThat(Database.rows(copy, SCHEMA)).isEqualTo(before);
    database.migrate();
    assertThat(Database.rows(file, SCHEMA)).isEqualTo(before);
  }

  @Test
  void rollback_beyond_the_first_version_is_refused() {
    StateDatabase database = StateDatabase.at(folder.resolve("logflow.db"));
    database.migrate();

    assertThatThrownBy(() -> database.rollback(LATEST + 1))
        .hasMessageContaining("schema version is " + LATEST);
    assertThatThrownBy(() -> database.rollback(0)).hasMessageContaining("0 migrations");
    assertThat(database.status().version()).isEqualTo(LATEST);
  }

  @Test
  void a_newer_schema_is_refused_with_exit_3_and_not_touched() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateStore.open(file).close();
    Database.execute(file, "PRAGMA user_version = 99");

    assertThatThrownBy(() -> StateStore.open(file))
        .isInstanceOfSatisfying(
            StateException.class, refused -> assertThat(refused.kind().exitCode()).isEqualTo(3))
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("newer LogFlow");
    assertThatThrownBy(() -> StateDatabase.at(file).rollback(1)).hasMessageContaining("newer");
    assertThat(Database.value(file, "PRAGMA user_version")).isEqualTo(99);
    assertThat(StateDatabase.at(file).status().version()).isEqualTo(99);
  }

  @Test
  void the_database_of_another_program_is_refused_and_not_touched() throws Exception {
    Path file = folder.resolve("other.db");
    Database.execute(file, "CREATE TABLE jobs (title TEXT)");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> StateStore.open(file)).hasMessageContaining("another program");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_file_that_is_no_database_is_called_damaged() throws Exception {
    Path file = folder.resolve("logflow.db");
    Files.writeString(file, "id,name\n".repeat(1000), StandardCharsets.UTF_8);

    assertThatThrownBy(() -> StateStore.open(file))
        .hasMessageContaining("damaged or no database")
        .extracting(failure -> ((LogFlowException) failure).remedy())
        .asString()
        .contains("logflow db backup");
  }

  @Test
  void a_damaged_page_shows_in_the_status() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateStore.open(file).close();
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 4096; at < 8192; at++) {
      bytes[at] = (byte) 0x5A;
    }
    Files.write(file, bytes);

    assertThat(StateDatabase.at(file).status().sound()).isFalse();
  }

  @Test
  void a_folder_that_cannot_be_written_is_named_and_no_state_offered() throws Exception {
    Path notFolder = Files.createFile(folder.resolve("file"));

    for (Path file :
        List.of(notFolder.resolve("logflow.db"), Path.of("/proc/logflow/logflow.db"))) {
      assertThatThrownBy(() -> StateStore.open(file))
          .isInstanceOfSatisfying(
              StateException.class,
              refused -> {
                assertThat(refused).hasMessageContaining(file.toString());
                assertThat(refused.remedy()).contains("--no-state");
                assertThat(refused.kind()).isEqualTo(ErrorKind.STATE);
              });
    }
  }

  @Test
  void a_database_that_is_deleted_while_open_does_not_come_back_empty() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateDatabase.at(file).migrate();
    Files.delete(file);

    assertThatThrownBy(() -> SqliteSource.withLog(file).getConnection().close())
        .hasMessageContaining("unable to open");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_backup_opens_as_a_state_database_and_replaces_nothing() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateDatabase database = StateDatabase.at(file);
    database.migrate();
    Database.execute(file, "INSERT INTO profiles (name, config) VALUES ('erp', '{}')");
    Path copy = folder.resolve("copy.db");

    database.backup(copy);

    try (StateStore store = StateStore.open(copy);
        var connection = store.dataSource().getConnection()) {
      assertThat(Database.rows(connection, "SELECT name FROM profiles"))
          .containsExactly(List.of("erp"));
    }
    assertThatThrownBy(() -> database.backup(copy)).hasMessageContaining("exists already");
    assertThatThrownBy(() -> database.backup(folder.resolve("no/such/folder/copy.db")))
        .hasMessageContaining("cannot be written");
  }

  @Test
  void an_existing_database_is_copied_before_it_is_migrated() throws Exception {
    Path file = atVersion1();

    Optional<Path> copy = with("0001_notes.sql", "0002_authors.sql").at(file).migrate();

    assertThat(copy).contains(folder.resolve("logflow.db.bak-v1"));
    assertThat(Database.rows(file, "SELECT author FROM notes")).containsExactly(List.of("nobody"));
    assertThat(Database.rows(copy.get(), "SELECT * FROM notes")).containsExactly(List.of("first"));
    assertThat(Database.value(copy.get(), "PRAGMA user_version")).isEqualTo(1);
  }

  @Test
  void a_copy_never_replaces_an_older_one() throws Exception {
    StateDatabase database = with("0001_notes.sql", "0002_authors.sql").at(atVersion1());
    database.migrate();
    database.rollback(1);

    assertThat(database.migrate()).contains(folder.resolve("logflow.db.bak-v1.2"));
  }

  @Test
  void a_failing_script_leaves_everything_as_it_was() throws Exception {
    Path file = atVersion1();
    List<List<Object>> before = Database.rows(file, SCHEMA);

    assertThatThrownBy(() -> with("0001_notes.sql", "0002_failing.sql").at(file).migrate())
        .isInstanceOf(StateException.class)
        .hasMessageContaining("no_such_table");

    assertThat(Database.rows(file, SCHEMA)).isEqualTo(before);
    assertThat(Database.value(file, "PRAGMA user_version")).isEqualTo(1);
    assertThat(Database.value(file, "SELECT count(*) FROM changelog")).isEqualTo(1);
    assertThat(folder.resolve("logflow.db.bak-v1")).exists();
  }

  private Path atVersion1() {
    Path file = folder.resolve("logflow.db");
    with("0001_notes.sql").at(file).migrate();
    return file;
  }

  private interface Opener {
    StateDatabase at(Path file);
  }

  private static Opener with(String... scripts) {
    return file -> StateDatabase.at(file, new Migrations("/migrations-test", List.of(scripts)));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
