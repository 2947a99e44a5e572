package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.flow.watch.Claims.Claim;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.InputException;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Archive.Item;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.KnownFiles;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftFilesTest {
  @TempDir private Path root;
  private final StateStore store = StateStore.inMemory();
  private Path folder;
  private InboxSettings inbox;
  private LeftFiles files;
  private Path file;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(root.resolve("in"));
    file = Files.writeString(folder.resolve("x.csv"), "a\n1\n");
    inbox =
        SettingsLoader.builder(root)
            .build()
            .inbox(folder, Map.of("output", root.resolve("out").toString(), "claim", "ledger"));
    files = LeftFiles.of(inbox, "inbox:x", store).orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private FileStamp stamp() throws IOException {
    return FileStamp.of(file);
  }

  private Claim claim() throws IOException {
    return new Claim("01j", file, stamp(), 0);
  }

  private FileStamp open() {
    return files.open(new StoredJob(Map.of("input_path", file.toString())));
  }

  private Item ended(Optional<String> report) {
    return new Item("01j", file, Optional.empty(), "x.csv", report, Optional.empty());
  }

  @Test
  void a_file_is_wanted_until_it_is_taken_and_then_when_it_has_changed() throws IOException {
    assertThat(files.wants(file, stamp())).isTrue();
    assertThat(files.claim(List.of(claim()))).hasSize(1);
    assertThat(files.wants(file, stamp())).isFalse();

    Files.writeString(file, "a\n1\n2\n");
    assertThat(files.wants(file, stamp())).as("while its job is on its way").isFalse();
    assertThat(files.put(List.of(ended(Optional.empty()))).places())
        .containsExactly(Map.entry("01j", Optional.empty()));
    assertThat(files.wants(file, stamp())).isTrue();
  }

  @Test
  void a_claim_that_comes_to_nothing_is_forgotten() throws IOException {
    Claim claim = claim();
    Files.writeString(file, "a\n22\n");
    assertThat(files.claim(List.of(claim))).isEmpty();

    files.claim(List.of(claim()));
    files.unclaim(List.of(claim()));
    assertThat(files.wants(file, stamp())).isTrue();
  }

  @Test
  void what_changed_before_it_was_read_must_stay_the_same_until_the_next_attempt()
      throws IOException {
    files.claim(List.of(claim()));
    assertThat(open()).isEqualTo(stamp());
    Files.writeString(file, "a\n22\n");
    assertThat(kind(this::open)).isEqualTo(ErrorKind.INPUT_CHANGED);
    assertThat(open()).isEqualTo(stamp());
  }

  @Test
  void what_is_gone_or_a_link_is_not_read() throws IOException {
    files.claim(List.of(claim()));
    Path secret = Files.move(file, root.resolve("secret"));
    assertThatThrownBy(this::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was taken away before it was read");
    Files.createSymbolicLink(file, secret);
    assertThatThrownBy(this::open).hasMessageContaining("is no regular file any more");
    assertThat(kind(this::open)).isEqualTo(ErrorKind.INPUT_NOT_FOUND);
  }

  @Test
  void a_failed_one_can_be_tried_again_and_its_report_goes_when_it_is_well() {
    Path report = root.resolve(".logflow/work");
    assertThat(files.put(List.of(ended(Optional.of("{}")))).places())
        .containsExactly(Map.entry("01j", Optional.of(file)));
    assertThat(report).isDirectoryRecursivelyContaining("glob:**/failed/x.csv.error.json");
    files.put(List.of(ended(Optional.empty())));
    assertThat(report).isDirectoryNotContaining("glob:**/failed/x.csv.error.json");
    assertThat(file).exists();
  }

  @Test
  void a_file_that_has_been_gone_for_a_month_is_forgotten() throws Exception {
    long day = TimeUnit.DAYS.toMillis(1);
    files.claim(List.of(claim()));
    files.put(List.of(ended(Optional.empty())));
    execute("INSERT INTO known_files VALUES ('inbox:x', '%s', '', NULL, '01j', 0, NULL)");
    FileStamp stamp = stamp();
    Path away = Files.move(file, root.resolve("away"));
    files.forgetGone(10 * day);
    Files.move(away, file);
    files.forgetGone(39 * day);
    Files.move(file, away);
    files.forgetGone(41 * day);
    assertThat(files.wants(file, stamp)).as("gone since just now").isFalse();
    Path gone = Files.move(folder, root.resolve("gone"));
    files.forgetGone(80 * day);
    assertThat(files.wants(file, stamp)).as("while the folder is gone").isFalse();
    Files.move(gone, folder);
    files.forgetGone(80 * day);
    assertThat(files.wants(file, stamp)).isTrue();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(file));
    }
  }

  @Test
  void a_folder_that_is_another_one_is_not_there() throws IOException {
    assertThat(files.isThere()).isTrue();
    Path away = Files.move(folder, root.resolve("away"));
    assertThat(files.isThere()).isFalse();
    Files.createDirectory(folder);
    assertThat(files.isThere()).isFalse();
    Files.delete(folder);
    Files.move(away, folder);
    assertThat(files.isThere()).isTrue();
  }

  @Test
  void an_empty_folder_where_files_were_is_a_disk_that_is_not_mounted() throws Exception {
    assertThat(LeftFiles.of(inbox, "inbox:x", store).orElseThrow().isThere()).isTrue();
    Files.delete(file);
    assertThat(LeftFiles.of(inbox, "inbox:x", store).orElseThrow().isThere())
        .as("it is the first time")
        .isTrue();
    execute("INSERT INTO known_files VALUES ('inbox:x', '%s', '1:2:3', NULL, '01j', 0, NULL)");
    LeftFiles again = LeftFiles.of(inbox, "inbox:x", store).orElseThrow();
    Files.writeString(folder.resolve(".not-mounted"), "");
    assertThat(again.isThere()).isFalse();
    StoredJob row = new StoredJob(Map.of("input_path", file.toString()));
    assertThat(kind(() -> again.open(row))).isEqualTo(ErrorKind.INPUT_NOT_FOUND);
    assertThat(new KnownFiles(store).stamps("inbox:x")).as("nothing is forgotten").hasSize(1);
    Files.writeString(file, "a\n1\n");
    assertThat(again.isThere()).isTrue();
  }

  private static ErrorKind kind(Runnable failing) {
    try {
      failing.run();
      throw new AssertionError("nothing failed");
    } catch (LogFlowException e) {
      return e.kind();
    }
  }
}
