package io.logflow.flow.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor looks at what others are told, and what others tell: hooks and markers. */
class AuditTellingTest {
  @TempDir private static Path folder;
  private static AuditedInbox inbox;

  @BeforeAll
  static void convert() throws Exception {
    inbox =
        new AuditedInbox(
            folder,
            Map.of(
                "marker",
                ".done",
                "on_published",
                List.of("true", "{output}"),
                "on_failed",
                List.of("false")));
    for (String name : List.of("good.csv", "bad.csv")) {
      inbox.drop(name, name.equals("good.csv") ? "id,name\n1,x\n" : "id,name\n1,x\n2\n");
      Files.createFile(inbox.path().resolve(name + ".done"));
    }
    inbox.convert(2);
    inbox.save();
  }

  @BeforeEach
  void restore() throws IOException {
    inbox.restore();
  }

  private static void assertFound(Invariant invariant, String what) {
    assertThat(inbox.audit())
        .singleElement()
        .matches(found -> found.invariant() == invariant)
        .extracting(Violation::what)
        .asString()
        .contains(what);
  }

  private static void change(String column, String value) throws Exception {
    inbox.change("UPDATE hook_calls SET " + column + " = " + value + " WHERE event = 'published'");
  }

  @Test
  void calls_that_were_made_failed_or_wait_are_well() throws Exception {
    assertThat(inbox.audit()).isEmpty();
    change("state", "'due', ended_at = NULL");
    assertThat(inbox.audit()).isEmpty();
  }

  @Test
  void a_failed_job_that_is_tried_again_is_well() throws Exception {
    inbox.change("UPDATE jobs SET status = 'empty' WHERE original_name = 'bad.csv'");
    Path report = inbox.path().resolve("failed/bad.csv.error.json");
    Files.delete(report);
    Files.move(inbox.path().resolve("failed/bad.csv"), inbox.done("bad.csv"));
    inbox.change(
        "UPDATE jobs SET archive_path = '%s' WHERE original_name = 'bad.csv'"
            .formatted(inbox.done("bad.csv")));
    assertThat(inbox.audit()).isEmpty();
  }

  @Test
  void a_call_for_no_job_is_found() throws Exception {
    inbox.change("PRAGMA foreign_keys = OFF");
    change("job_id", "'01hf7yat00aaaaaaaa12345678'");
    assertFound(Invariant.I6, "tells of job 01hf7yat00aaaaaaaa12345678, which is not on record");
  }

  @Test
  void a_call_that_tells_of_another_job_or_output_is_found() throws Exception {
    change("facts", "json_set(facts, '$.job_id', 'other')");
    assertFound(Invariant.I6, "and tells of job other");
    restore();
    change("facts", "json_set(facts, '$.output', '/other.parquet')");
    assertFound(Invariant.I6, "tells another output than that of job");
  }

  @Test
  void a_publication_that_never_was_is_found() throws Exception {
    inbox.change(
        "UPDATE hook_calls SET event = 'published' WHERE event = 'failed' AND ended_at IS NULL");
    inbox.change("INSERT INTO hooks VALUES ('x', 'failed')");
    assertFound(Invariant.I6, "was published, which is failed");
  }

  @Test
  void a_call_for_a_job_that_has_not_begun_is_found() throws Exception {
    inbox.change("UPDATE jobs SET status = 'claiming' WHERE original_name = 'bad.csv'");
    assertThat(inbox.audit())
        .extracting(Violation::what)
        .filteredOn(what -> what.startsWith("Call "))
        .singleElement()
        .asString()
        .endsWith(", which has not begun.");
  }

  @Test
  void a_publication_that_is_told_twice_is_found() throws Exception {
    inbox.change(
        "INSERT INTO hook_calls (job_id, door, event, facts, state, created_at, ended_at)"
            + " SELECT job_id, door, event, facts, state, created_at, ended_at FROM hook_calls"
            + " WHERE event = 'published'");
    assertFound(Invariant.I6, "tells a second time that job");
  }

  @Test
  void a_call_that_nobody_makes_is_found() throws Exception {
    change("state", "'due', ended_at = NULL, door = 'inbox:before'");
    assertFound(Invariant.I6, "is to be made, and no inbox of that name wants it");
  }

  @Test
  void a_call_that_is_settled_by_halves_is_found() throws Exception {
    change("ended_at", "NULL, state = 'done'");
    assertFound(Invariant.I6, "has ended at no time");
    restore();
    change("ended_at", "1, state = 'due'");
    assertFound(Invariant.I6, "is due and has ended");
  }

  @Test
  void a_marker_that_was_left_behind_is_found() throws Exception {
    Path marker = Files.createFile(inbox.path().resolve("good.csv.done"));
    Files.createFile(inbox.path().resolve("never.csv.done"));
    assertThat(inbox.audit()).as("it was made later").isEmpty();
    inbox.change("UPDATE jobs SET created_at = created_at + 100000000");
    assertFound(Invariant.I5, "It was the marker of good.csv, which was taken without it.");
    Files.writeString(inbox.path().resolve("good.csv"), "id,name\n7,x\n");
    assertThat(inbox.audit()).as("the next input is there").isEmpty();
    assertThat(marker).exists();
  }
}
