package io.logflow.flow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.flow.doctor.Finding.Level;
import io.logflow.job.Codec;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import io.logflow.store.StateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor finds what is wrong with the surroundings, and nothing where they are well. */
class CheckupTest {
  @TempDir private Path folder;
  private Path inbox;
  private Path output;
  private Path database;

  @BeforeEach
  void surroundings() throws IOException {
    folder = folder.toRealPath();
    inbox = Files.createDirectories(folder.resolve("in"));
    output = folder.resolve("out");
    database = folder.resolve("state/logflow.db");
  }

  @Test
  void all_is_well_and_nothing_is_left_behind() throws IOException {
    StateDatabase.at(database).migrate();
    List<Finding> findings = look();

    assertThat(notWell(findings)).isEmpty();
    assertThat(findings)
        .extracting(Finding::subject)
        .contains("java", "sqlite", "duckdb", "snappy", "zstd", "database", "disk", "clock");
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              folder.getFileName().toString(), "in", "state", "logflow.db", "logflow.db.lock");
    }
  }

  @Test
  void a_first_start_is_well() {
    assertThat(notWell(look())).isEmpty();
  }

  @Test
  void a_missing_inbox_is_found() throws IOException {
    Files.delete(inbox);
    assertFound(Level.FAIL, "There is no folder " + inbox);
  }

  @Test
  void a_file_in_the_place_of_the_output_is_found() throws IOException {
    Files.createFile(output);
    assertFound(Level.FAIL, output + " is no folder.");
  }

  @Test
  void a_question_mark_in_the_path_is_found() throws IOException {
    inbox = Files.createDirectories(folder.resolve("in?x"));
    assertFound(Level.FAIL, "question mark");
  }

  @Test
  void a_work_folder_that_others_can_enter_is_found() throws IOException {
    Path work = Files.createDirectories(inbox.resolve(".logflow/work"));
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertFound(Level.WARN, "Others can look into " + work);
  }

  @Test
  void a_damaged_database_is_found() throws IOException {
    Files.createDirectories(database.getParent());
    Files.writeString(database, "This is no database, whatever its name says.");
    assertFound(Level.FAIL, "is damaged or no database at all");
  }

  @Test
  void a_database_of_another_version_is_found() throws Exception {
    StateDatabase.at(database).migrate();
    Database.execute(database, "PRAGMA user_version = 1");
    assertFound(Level.WARN, "Its schema version is 1 of ");
    Database.execute(database, "PRAGMA user_version = 99");
    assertFound(Level.FAIL, "has schema version 99");
  }

  @Test
  void a_database_without_a_write_ahead_log_is_found() throws Exception {
    StateDatabase.at(database).migrate();
    Database.rows(database, "PRAGMA journal_mode = DELETE");
    assertFound(Level.WARN, "It keeps no write-ahead log but 'delete'.");
  }

  @Test
  void a_database_that_others_can_read_is_found() throws IOException {
    StateDatabase.at(database).migrate();
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
    assertFound(Level.WARN, "Others can read " + database);
  }

  @Test
  void a_job_of_the_future_is_found() throws Exception {
    StateDatabase.at(database).migrate();
    long later = Instant.now().plus(Duration.ofHours(2)).toEpochMilli();
    Database.execute(
        database,
        "INSERT INTO jobs (id, status, input_path, door, original_name, created_at) VALUES"
            + " ('x', 'completed', '/x', 'cli', 'x', "
            + later
            + ")");
    assertFound(Level.WARN, "The newest job is of ");
  }

  @Test
  void what_cannot_be_broken_here_is_judged_by_its_figures() {
    assertThat(Machine.java(16).level()).isEqualTo(Level.FAIL);
    assertThat(Machine.openFiles(1024).level()).isEqualTo(Level.WARN);
    assertThat(Machine.codec(Codec.ZSTD, Optional.of("no library")).level()).isEqualTo(Level.FAIL);
    assertThat(DiskSpace.look(folder, 900_000_000, 1_000_000_000).level()).isEqualTo(Level.WARN);
    assertThat(DiskSpace.look(folder, 1_000_000, 0).level()).isEqualTo(Level.FAIL);
    Instant now = Instant.EPOCH;
    assertThat(ClockCheck.compare(folder, now, now.plusSeconds(60)).level()).isEqualTo(Level.WARN);
    assertThat(ClockCheck.compare(folder, now.plusSeconds(1), now).level()).isEqualTo(Level.OK);
  }

  @Test
  void nothing_is_written_where_files_are_left() throws IOException {
    FileTime before = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(inbox, before);

    List<Finding> findings = look(Map.of("output", output.toString(), "claim", "ledger"));

    assertThat(notWell(findings)).isEmpty();
    assertThat(findings)
        .extracting(Finding::text)
        .contains(inbox + " can be read.")
        .noneMatch(text -> text.contains("in one step"));
    assertThat(Files.getLastModifiedTime(inbox)).isEqualTo(before);
  }

  private List<Finding> look() {
    return look(Map.of("output", output.toString()));
  }

  private List<Finding> look(Map<String, Object> values) {
    SettingsLoader.Builder settings =
        SettingsLoader.builder(folder)
            .systemFile(folder.resolve("none"))
            .projectFolder(folder)
            .flag("watch.min_free", "0B");
    return Checkup.of(
        settings.load(),
        database,
        List.of(settings.build().inbox(inbox, values)),
        Clock.systemUTC());
  }

  private void assertFound(Level level, String text) {
    assertThat(notWell(look()))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.level()).isEqualTo(level);
              assertThat(found.text()).contains(text);
              assertThat(found.remedy()).isNotBlank();
            });
  }

  /** Without the limits of the machine that the tests run on. */
  private static List<Finding> notWell(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.level() != Level.OK && !finding.subject().equals("open files"))
        .toList();
  }
}
