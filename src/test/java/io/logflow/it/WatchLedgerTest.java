package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.publish.TestMount;
import io.logflow.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inboxes whose files may not be touched. */
class WatchLedgerTest {
  private static final String LEDGER = "claim: ledger, recursive: true";
  @TempDir private Path folder;

  /** Each file and folder with time and content. */
  private static Map<String, String> everything(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.toList()) {
        String content = Files.isRegularFile(one) ? Files.readString(one) : "";
        found.put(one.toString(), Files.getLastModifiedTime(one) + " " + content);
      }
    }
    return found;
  }

  private static void fill(WatchHere here) throws IOException {
    here.drop("good.csv", "a\n1\n");
    here.drop("bad.csv", "a,b\n1\n");
    here.drop("empty.csv", "");
    here.drop("deep/done/good.csv", "a\n2\n");
    here.drop("deep/same.csv", "a\n1\n");
    here.drop("-rf *[x]?{y} % \" ' $(id) ä😀.csv", "a\n3\n");
  }

  private static void assertConverted(WatchHere here) throws Exception {
    assertThat(here.rows("SELECT status, count(*) FROM jobs GROUP BY status ORDER BY status"))
        .containsExactly(
            List.of("completed", 3),
            List.of("duplicate", 1),
            List.of("empty", 1),
            List.of("failed", 1));
    try (Stream<Path> outputs = Files.walk(here.output)) {
      assertThat(outputs.filter(file -> file.toString().endsWith(".parquet"))).hasSize(3);
    }
    assertThat(WatchRig.filesIn(here.output.resolve("deep/done"))).hasSize(1);
    assertThat(WatchRig.filesIn(here.home.resolve(".logflow/work/box/failed")))
        .containsExactly("bad.csv.error.json");
  }

  /** Nothing is taken again: at least three looks find nothing new. */
  private static void assertRests(WatchHere here) throws Exception {
    long jobs = here.count("SELECT count(*) FROM jobs");
    here.drop("last.csv", "a\nlast\n");
    here.awaitEnded((int) jobs + 1);
    Files.delete(here.inbox.resolve("last.csv"));
  }

  @Test
  void each_file_is_converted_once_also_after_a_restart_and_none_is_touched() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(LEDGER);
      fill(here);
      Map<String, String> before = everything(here.inbox);
      here.start();
      here.awaitEnded(6);
      assertConverted(here);
      here.stop();
      here.start();
      assertThat(everything(here.inbox)).isEqualTo(before);
      assertThat(
              here.rows("SELECT path, sha256 IS NULL FROM known_files WHERE path LIKE '%good.csv'"))
          .containsExactlyInAnyOrder(
              List.of(here.inbox.resolve("good.csv").toString(), 0),
              List.of(here.inbox.resolve("deep/done/good.csv").toString(), 0));
      assertRests(here);
      here.stop();
      assertAuditFindsNothing(here);
    }
  }

  private void assertAuditFindsNothing(WatchHere here) throws Exception {
    Path manifest = folder.resolve("put.csv");
    StringBuilder put = new StringBuilder("\"last.csv\"," + sha256("a\nlast\n") + "\n");
    for (String name : WatchRig.filesIn(here.inbox)) {
      String sum = sha256(Files.readString(here.inbox.resolve(name)));
      put.append('"').append(name.replace("\"", "\"\"")).append("\",").append(sum).append('\n');
    }
    for (String name : List.of("deep/done/good.csv", "deep/same.csv")) {
      String sum = sha256(Files.readString(here.inbox.resolve(name)));
      put.append(name).append(',').append(sum).append('\n');
    }
    Files.writeString(manifest, put);
    assertFindsNothing(here, "--manifest", manifest.toString());
    Files.delete(here.inbox.resolve("bad.csv"));
    assertFindsNothing(here);
  }

  private void assertFindsNothing(WatchHere here, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("doctor", "--audit"));
    arguments.addAll(List.of(more));
    CommandLineRun audit = CommandLineRun.of(here.home, folder, arguments.toArray(String[]::new));
    assertThat(audit.out() + audit.err()).startsWith("7 jobs, 4 outputs, 0 violations.");
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void a_file_that_changes_comes_again_and_a_touched_one_is_a_duplicate() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(LEDGER).start();
      Path changing = here.drop("a.csv", "a,b\n1\n");
      Path touched = here.drop("b.csv", "a\n1\n");
      here.awaitEnded(2);
      Path report = here.home.resolve(".logflow/work/box/failed/a.csv.error.json");
      assertThat(report).exists();

      Files.writeString(changing, "a,b\n1,2\n");
      Files.setLastModifiedTime(touched, FileTime.fromMillis(1_000_000));
      here.awaitEnded(4);
      assertThat(here.rows("SELECT original_name, status FROM jobs ORDER BY created_at, status"))
          .containsExactlyInAnyOrder(
              List.of("a.csv", "failed"),
              List.of("b.csv", "completed"),
              List.of("a.csv", "completed"),
              List.of("b.csv", "duplicate"));
      assertThat(report).doesNotExist();
      assertThat(changing).hasContent("a,b\n1,2\n");
      assertRests(here);
    }
  }

  @Test
  void a_failed_input_is_tried_again_where_it_is() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(LEDGER).start();
      Path bad = here.drop("bad.csv", "a,b\n1\n");
      here.awaitEnded(1);
      String id = (String) here.rows("SELECT id FROM jobs").get(0).get(0);
      assertThat(here.retry(id)).isTrue();
      WatchHere.await(() -> here.lines.size() == 2);
      here.awaitEnded(1);
      assertThat(here.rows("SELECT id, status FROM jobs")).containsExactly(List.of(id, "failed"));
      assertThat(bad).hasContent("a,b\n1\n");
    }
  }

  @Test
  void jobs_wait_where_the_disk_of_their_files_is_not_mounted_at_the_start() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(LEDGER).start();
      Path file = here.drop("a.csv", "a\n1\n");
      here.awaitEnded(1);
      here.stop();
      Database.execute(
          here.database(),
          "UPDATE jobs SET status = 'pending', work_path = input_path, archived_at = NULL");
      Database.execute(here.database(), "DELETE FROM ledger");
      for (String output : WatchRig.filesIn(here.output)) {
        Files.delete(here.output.resolve(output));
      }
      Path away = Files.move(file, folder.resolve("away"));
      here.start();
      WatchHere.await(
          () -> here.count("SELECT count(*) FROM jobs WHERE not_before IS NOT NULL") == 1);
      assertThat(here.rows("SELECT status, error_kind FROM jobs"))
          .containsExactly(List.of("pending", "input_unreadable"));
      Files.move(away, file);
      here.awaitEnded(1);
      assertThat(here.rows("SELECT status FROM jobs")).containsExactly(List.of("completed"));
      assertRests(here);
    }
  }

  @Test
  void a_read_only_file_system_is_enough() throws Exception {
    Path foreign = folder.resolve("foreign");
    try (TestMount mount = TestMount.tmpfs(foreign, "size=1m");
        WatchHere here = new WatchHere(folder, foreign)) {
      fill(here);
      mount.makeReadOnly();
      here.settings(LEDGER, "engine: {threads: 1}").start();
      here.awaitEnded(6);
      assertConverted(here);
    }
  }

  @Test
  void odd_inhabitants_are_neither_read_nor_touched_and_hold_nothing_up() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      Path pipe = here.inbox.resolve("0.csv");
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      Path secret = Files.writeString(folder.resolve("secret"), "a\nsecret\n");
      Files.createSymbolicLink(here.inbox.resolve("1.csv"), secret);
      Files.createSymbolicLink(here.inbox.resolve("dangling.csv"), folder.resolve("none"));
      Files.createSymbolicLink(here.inbox.resolve("loop"), here.inbox);
      Files.createDirectory(here.inbox.resolve("2.csv"));
      Files.writeString(here.inbox.resolve("3.csv.part"), "a\n1\n");
      Files.writeString(here.inbox.resolve(".4.csv.Ab12"), "a\n1\n");
      here.drop("done/5.csv", "a\n5\n");
      here.drop("x".repeat(251) + ".csv", "a\n6\n");
      Path future = here.drop("CON.csv ", "a\n7\n");
      Files.setLastModifiedTime(future, FileTime.fromMillis(System.currentTimeMillis() * 2));
      here.settings(LEDGER).start();
      here.awaitEnded(3);

      assertThat(here.rows("SELECT DISTINCT status FROM jobs"))
          .containsExactly(List.of("completed"));
      assertThat(WatchRig.filesIn(here.inbox))
          .containsExactlyInAnyOrder(
              "1.csv", "3.csv.part", ".4.csv.Ab12", "x".repeat(251) + ".csv", "CON.csv ");
      assertRests(here);
    }
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "claim-left",
        "recorded-claimed",
        "recorded-moved",
        "taken",
        "verify",
        "recorded-names",
        "published",
        "recorded-finishes",
        "recorded-archived",
      })
  void a_process_that_dies_converts_each_file_once_and_touches_none(String point) throws Exception {
    WatchHere here = new WatchHere(folder);
    here.settings(LEDGER);
    fill(here);
    Map<String, String> before = everything(here.inbox);
    assertThat(WatchRig.ended(here.process(point + "=halt"))).isEqualTo(137);
    Process next = here.process("");
    try {
      here.awaitEnded(6);
      assertConverted(here);
      assertThat(everything(here.inbox)).isEqualTo(before);
      assertRests(here);
    } finally {
      next.destroyForcibly().waitFor();
    }
  }
}
