package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code logflow watch} as its users see it. */
class WatchTest {
  @TempDir private Path folder;

  @Test
  void what_comes_of_good_bad_empty_and_equal_files() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("");
    try {
      rig.drop("good.csv", "id,name\n1,x\n2,y\n");
      rig.awaitQuiet(1);
      rig.drop("again.csv", "id,name\n1,x\n2,y\n");
      rig.drop("bad.csv", "id,name\n1,x\n2\n");
      rig.drop("empty.csv", "");
      rig.drop("good.csv", "id,name\n7,z\n");
      rig.awaitQuiet(5);
    } finally {
      watch.destroyForcibly();
    }

    assertThat(rig.rows("SELECT original_name, status FROM jobs ORDER BY status, created_at"))
        .containsExactlyInAnyOrder(
            List.of("good.csv", "completed"),
            List.of("good.csv", "completed"),
            List.of("again.csv", "duplicate"),
            List.of("empty.csv", "empty"),
            List.of("bad.csv", "failed"));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("done")))
        .hasSize(4)
        .contains("good.csv", "again.csv", "empty.csv")
        .anyMatch(name -> name.matches("good-[0-9a-z]{8}\\.csv"));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("failed")))
        .containsExactlyInAnyOrder("bad.csv", "bad.csv.error.json");
    JsonNode report =
        new ObjectMapper().readTree(rig.inbox.resolve("failed/bad.csv.error.json").toFile());
    assertThat(report.path("kind").asText()).isEqualTo("too_many_rejects");
    assertThat(report.path("message").asText()).contains("line 3 of bad.csv");
    assertThat(report.path("where").asText()).isEqualTo(rig.inbox.resolve("bad.csv").toString());
    assertThat(report.path("what_to_do").asText()).contains("correct them");
    assertThat(report.path("job_id").asText()).hasSize(26);
    assertThat(WatchRig.filesIn(rig.output)).hasSize(2);
    assertThat(Files.readString(rig.home.resolve("out.txt")))
        .contains(" duplicate ", " empty ", " failed ")
        .contains("bad.csv: too_many_rejects: ");
  }

  @Test
  void odd_inhabitants_stay_and_hold_nothing_up() throws Exception {
    WatchRig rig = new WatchRig(folder);
    assertThat(
            new ProcessBuilder("mkfifo", rig.inbox.resolve("0.csv").toString()).start().waitFor())
        .isZero();
    Path secret = Files.writeString(folder.resolve("secret"), "a\n1\n");
    Files.createSymbolicLink(rig.inbox.resolve("1.csv"), secret);
    Files.createSymbolicLink(rig.inbox.resolve("loop"), rig.inbox);
    Files.createDirectory(rig.inbox.resolve("2.csv"));
    Files.writeString(rig.inbox.resolve("3.csv.part"), "a\n1\n");
    Files.writeString(rig.inbox.resolve(".4.csv.Ab12"), "a\n1\n");
    String name = "-rf *[x]?{y} % \" ' $(id) ${HOME} \n ä😀 .csv";
    Path future = rig.drop(name, "a\n1\n");
    Files.setLastModifiedTime(future, FileTime.fromMillis(System.currentTimeMillis() * 2));
    rig.drop("x".repeat(251) + ".csv", "a\n2\n");

    Process watch = rig.start("", "--recursive");
    try {
      WatchRig.await(() -> WatchRig.filesIn(rig.inbox.resolve("done")).size() == 2);
    } finally {
      watch.destroyForcibly();
    }

    assertThat(rig.rows("SELECT original_name, status FROM jobs"))
        .containsExactlyInAnyOrder(
            List.of(name, "completed"), List.of("x".repeat(251) + ".csv", "completed"));
    assertThat(rig.inbox.resolve("done").resolve(name)).exists();
    assertThat(secret).hasContent("a\n1\n");
    assertThat(Files.readString(rig.home.resolve("err.txt")).lines())
        .filteredOn(line -> line.contains("stays in the inbox"))
        .hasSize(3);
  }

  @Test
  void a_file_that_grows_or_is_open_for_writing_is_left_alone() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("");
    Process writer =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec 3>\"$1\"; echo a >&3; read line; echo 5 >&3",
                "sh",
                rig.inbox.resolve("slow.csv").toString())
            .start();
    try {
      rig.drop("quick.csv", "a\n1\n");
      rig.awaitQuietBut("slow.csv", 1);
      assertThat(rig.inbox.resolve("slow.csv")).exists();
      writer.getOutputStream().close();
      writer.waitFor();
      rig.awaitQuiet(2);
    } finally {
      writer.destroyForcibly();
      watch.destroyForcibly();
    }
    assertThat(rig.rows("SELECT row_count FROM jobs WHERE original_name = 'slow.csv'"))
        .containsExactly(List.of(1));
  }

  @Test
  void a_second_process_is_refused_and_a_conversion_beside_it_works() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("");
    try {
      rig.drop("a.csv", "a\n1\n");
      rig.awaitQuiet(1);
      Path other = Files.createDirectory(folder.resolve("other"));
      Process second =
          CommandLineRun.start(
              other, folder, Map.of(), "watch", rig.inbox.toString(), "-o", rig.output.toString());
      CommandLineRun refused = CommandLineRun.ended(second, other);
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.err())
          .contains("is watched by process " + watch.pid())
          .doesNotContain("\tat ");

      Path beside = Files.writeString(folder.resolve("beside.csv"), "a\n1\n");
      Process convert =
          CommandLineRun.start(
              other,
              folder,
              Map.of("LOGFLOW_STORAGE_DATABASE", rig.database().toString()),
              "convert",
              beside.toString());
      assertThat(CommandLineRun.ended(convert, other).exitCode()).isZero();
    } finally {
      watch.destroyForcibly();
    }
    assertThat(rig.rows("SELECT door, status FROM jobs WHERE door = 'cli'"))
        .containsExactly(List.of("cli", "completed"));
  }

  @Test
  void a_conversion_that_was_killed_is_a_failed_job() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Path input = Files.writeString(folder.resolve("x.csv"), "a\n1\n");
    for (String point : List.of("finished", "named")) {
      Process killed =
          CommandLineRun.start(
              rig.home,
              folder,
              Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=record-" + point + "=halt"),
              "convert",
              input.toString(),
              "-o",
              folder.resolve(point + ".parquet").toString());
      assertThat(WatchRig.ended(killed)).isEqualTo(137);
    }
    // The second one has settled the first one's job.
    assertThat(rig.rows("SELECT status FROM jobs ORDER BY created_at"))
        .containsExactly(List.of("completed"), List.of("running"));

    Path other = Files.writeString(folder.resolve("y.csv"), "a\n1\n");
    assertThat(CommandLineRun.of(rig.home, folder, "convert", other.toString()).exitCode())
        .isZero();

    assertThat(rig.rows("SELECT status, error_kind, row_count FROM jobs ORDER BY created_at"))
        .containsExactly(
            Arrays.asList("completed", null, 1),
            Arrays.asList("failed", "interrupted", null),
            Arrays.asList("completed", null, 1));
    assertThat(folder.resolve("_logflow")).doesNotExist();
  }

  @Test
  void a_signal_ends_it_and_what_was_in_work_comes_again() throws Exception {
    WatchRig rig = new WatchRig(folder);
    // Longer than what jobs in flight are given to end by themselves.
    Process watch = rig.start("verify=sleep:7000");
    rig.drop("a.csv", "a\n1\n");
    WatchRig.await(() -> rig.count("SELECT count(*) FROM jobs WHERE status = 'running'") == 1);
    watch.destroy();
    assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(watch.exitValue()).as("ended by the signal").isEqualTo(143);
    assertThat(rig.count("SELECT count(*) FROM jobs WHERE status = 'pending'")).isEqualTo(1);
    assertThat(WatchRig.filesIn(rig.output)).isEmpty();
    assertThat(WatchRig.filesIn(rig.inbox.resolve("failed"))).isEmpty();

    Process second = rig.start("");
    try {
      rig.awaitQuiet(1);
      rig.assertSound(1);
    } finally {
      second.destroyForcibly();
    }
  }

  @Test
  void a_poison_input_is_quarantined_and_takes_no_other_with_it() throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "a\n1\n");
    for (int time = 1; time <= 3; time++) {
      assertThat(WatchRig.ended(rig.start("verify=halt"))).isEqualTo(137);
    }
    rig.drop("b.csv", "a\n2\n");
    Process watch = rig.start("");
    try {
      rig.awaitQuiet(2);
    } finally {
      watch.destroyForcibly();
    }
    assertThat(rig.rows("SELECT original_name, status, attempt FROM jobs ORDER BY original_name"))
        .containsExactly(List.of("a.csv", "quarantined", 3), List.of("b.csv", "completed", 1));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("failed")))
        .containsExactlyInAnyOrder("a.csv", "a.csv.error.json");
  }

  @Test
  void a_full_disk_is_not_the_files_fault() throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "a\n1\n");
    Process watch = rig.start("verify@1=enospc");
    try {
      rig.awaitQuiet(1);
      rig.assertSound(1);
    } finally {
      watch.destroyForcibly();
    }
    assertThat(rig.count("SELECT attempt FROM jobs")).isEqualTo(1);
    assertThat(Files.readString(rig.home.resolve("err.txt")))
        .containsOnlyOnce("waits: The disk is full at verify.")
        .containsOnlyOnce("goes on.");
  }

  @Test
  void a_job_is_retried_cancelled_and_an_inbox_rests() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("");
    try {
      rig.drop("bad.csv", "a,b\n1,2\n3\n");
      rig.awaitQuiet(1);
    } finally {
      watch.destroy();
    }
    watch.waitFor();
    String id = (String) rig.rows("SELECT id FROM jobs").get(0).get(0);

    assertThat(logflow(rig, "pause", rig.inbox.toString())).endsWith(" rests.");
    assertThat(logflow(rig, "jobs", "retry", id)).startsWith("Job " + id + " waits;");
    assertThat(logflow(rig, "jobs", "cancel", id)).endsWith(" is cancelled.");
    assertThat(logflow(rig, "jobs", "retry", id)).contains("and cannot be tried again");
    rig.drop("c.csv", "a\n1\n");

    // With rejects accepted, the same input is good enough.
    Process second = rig.start("", "--max-rejects", "1");
    try {
      WatchRig.await(() -> rig.count("SELECT count(*) FROM jobs WHERE work_path IS NULL") == 1);
      assertThat(rig.inbox.resolve("c.csv")).exists();
      assertThat(logflow(rig, "jobs", "retry", id)).startsWith("Job " + id + " waits;");
      assertThat(logflow(rig, "resume", rig.inbox.toString())).endsWith(" goes on.");
      rig.awaitQuiet(2);
    } finally {
      second.destroyForcibly();
    }
    assertThat(rig.rows("SELECT original_name, status FROM jobs ORDER BY original_name"))
        .containsExactly(
            List.of("bad.csv", "completed_with_rejects"), List.of("c.csv", "completed"));
    assertThat(WatchRig.filesIn(rig.inbox.resolve("failed"))).isEmpty();
    assertThat(WatchRig.filesIn(rig.inbox.resolve("done")))
        .containsExactlyInAnyOrder("bad.csv", "c.csv");
  }

  private String logflow(WatchRig rig, String... arguments) throws Exception {
    Path other = Files.createDirectories(folder.resolve("commands"));
    Map<String, String> database = Map.of("LOGFLOW_STORAGE_DATABASE", rig.database().toString());
    Process process = CommandLineRun.start(other, rig.root, database, arguments);
    CommandLineRun run = CommandLineRun.ended(process, other);
    return (run.out() + run.err().lines().findFirst().orElse("")).strip();
  }
}
