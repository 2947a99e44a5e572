package io.logflow.flow.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.OwnerLock;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor finds what is broken, exactly that, and nothing where all is well. */
class AuditTest {
  @TempDir private static Path folder;
  private static AuditedInbox inbox;

  @BeforeAll
  static void convert() throws Exception {
    inbox = new AuditedInbox(folder);
    inbox.drop("good.csv", "id,name\n1,x\n2,y\n");
    inbox.drop("more.csv", "id,name\n3,x\n");
    inbox.drop("bad.csv", "id,name\n1,x\n2\n");
    inbox.drop("empty.csv", "");
    inbox.convert(4);
    inbox.drop("again.csv", "id,name\n1,x\n2,y\n");
    inbox.convert(5);
    inbox.save();
  }

  @BeforeEach
  void restore() throws IOException {
    inbox.restore();
  }

  @Test
  void nothing_is_found_where_all_is_well() throws Exception {
    AuditReport report = inbox.auditFully(inbox.manifest());
    assertThat(report.violations()).isEmpty();
    assertThat(report.jobs()).isEqualTo(5);
    assertThat(report.outputs()).isEqualTo(2);
  }

  @Test
  void an_input_in_two_places_is_found() throws IOException {
    Files.createLink(inbox.path().resolve("good.csv"), inbox.done("good.csv"));
    assertFound(Invariant.I1, "One input is in 2 places");
  }

  @Test
  void an_input_that_is_nowhere_is_found() throws Exception {
    List<Manifest.Entry> put = inbox.manifest();
    put.add(inbox.entry("lost.csv", "id\n1\n", 1, 1));
    assertThat(inbox.audit(put))
        .singleElement()
        .matches(found -> found.invariant() == Invariant.I1)
        .matches(found -> found.what().startsWith("It was put in 1 times, has 0 jobs"));
  }

  @Test
  void an_input_that_waits_while_nobody_works_is_found() throws Exception {
    List<Manifest.Entry> put = inbox.manifest();
    put.add(inbox.entry("late.csv", "id\n1\n", 1, 1));
    inbox.drop("late.csv", "id\n1\n");
    assertThat(inbox.audit(put))
        .singleElement()
        .matches(found -> found.invariant() == Invariant.I1)
        .matches(found -> found.what().contains("nobody works on it"));
    assertThat(inbox.audit()).isEmpty();
  }

  @Test
  void an_input_that_was_altered_is_found() throws Exception {
    Files.writeString(inbox.done("good.csv"), "id,name\n1,x\n2,z\n");
    assertThat(inbox.audit(inbox.manifest()))
        .singleElement()
        .matches(found -> found.invariant() == Invariant.I1)
        .matches(found -> found.what().contains("no longer what job"));
  }

  @Test
  void an_output_that_is_cut_off_is_found() throws IOException {
    try (FileChannel file = FileChannel.open(inbox.output("good"), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 1);
    }
    assertFound(Invariant.I2, "cut off");
  }

  @Test
  void a_file_that_is_no_parquet_is_found_in_a_folder_below() throws IOException {
    Path below = Files.createDirectories(inbox.outputs().resolve("a/b"));
    Files.createFile(below.resolve("x.parquet"));
    assertFound(Invariant.I2, "is empty");
  }

  @Test
  void an_output_with_other_rows_than_its_job_is_found() throws Exception {
    inbox.change("UPDATE jobs SET row_count = 3 WHERE original_name = 'good.csv'");
    assertFound(Invariant.I2, "It holds 2 rows, and job");
  }

  @Test
  void damaged_values_are_found_where_every_value_is_read() throws IOException {
    try (FileChannel file = FileChannel.open(inbox.output("good"), StandardOpenOption.WRITE)) {
      file.write(java.nio.ByteBuffer.wrap(new byte[60]), 4);
    }
    assertThat(inbox.audit()).isEmpty();
    assertThat(inbox.auditFully(List.of()).violations())
        .singleElement()
        .matches(found -> found.invariant() == Invariant.I2);
  }

  @Test
  void a_content_that_was_published_twice_is_found() throws Exception {
    Path twice = inbox.outputs().resolve("twice.parquet");
    Files.copy(inbox.output("good"), twice);
    assertFound(Invariant.I3, "is there 2 times");
    Files.delete(twice);

    inbox.change(
        "INSERT INTO ledger SELECT 'other', door, output, input_sha256, config_hash,"
            + " published_file, created_at FROM ledger LIMIT 1");
    assertFound(Invariant.I3, "was published 2 times");
  }

  @Test
  void an_output_that_is_gone_is_found_unless_it_may_be() throws Exception {
    Files.delete(inbox.output("good"));
    assertFound(Invariant.I3, "is not there");
    assertThat(inbox.auditAllowingMissing()).isEmpty();
  }

  @Test
  void an_output_that_the_ledger_does_not_know_is_found() throws Exception {
    inbox.change("DELETE FROM ledger WHERE published_file LIKE '%more%'");
    inbox.change("DELETE FROM jobs WHERE original_name = 'more.csv'");
    assertFound(Invariant.I3, "the ledger does not know it");
  }

  @Test
  void a_duplicate_of_nothing_is_found() throws Exception {
    inbox.change("UPDATE jobs SET duplicate_of = 'nobody' WHERE status = 'duplicate'");
    assertFound(Invariant.I3, "which published nothing");
  }

  @Test
  void a_row_that_is_not_accounted_for_is_found() throws Exception {
    inbox.change("UPDATE jobs SET rejected_rows = 1 WHERE original_name = 'good.csv'");
    assertFound(Invariant.I4, "0 rows rejected and 0 skipped");
  }

  @Test
  void other_rows_and_sums_than_were_put_in_are_found() throws Exception {
    List<Manifest.Entry> put = inbox.manifest();
    put.removeIf(entry -> entry.name().equals("good.csv"));
    put.add(inbox.entry("good.csv", "id,name\n1,x\n2,y\n", 3, 4));
    assertThat(inbox.audit(put))
        .hasSize(2)
        .allMatch(found -> found.invariant() == Invariant.I4)
        .anyMatch(found -> found.what().startsWith("It holds 3 rows, and job"))
        .anyMatch(found -> found.what().equals("The sum of its column id is 3 instead of 4."));
  }

  @Test
  void what_a_dead_process_left_is_found() throws IOException {
    String id = "0123456789abcdefghjkmnpqrs";
    for (Path left :
        List.of(
            inbox.outputs().resolve("_logflow/staging/" + id + ".tmp"),
            inbox.temp().resolve(id),
            inbox.path().resolve("failed/." + id + ".tmp"))) {
      Files.createDirectories(left.getParent());
      Files.createFile(left);
      assertThat(inbox.audit()).as("what is newer than the process that asks").isEmpty();
      Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
      assertFound(Invariant.I5, "It was left");
      Files.delete(left);
    }
  }

  @Test
  void a_job_of_a_dead_process_is_found_and_one_of_a_living_process_is_none() throws Exception {
    String running = "UPDATE jobs SET status = 'running', owner = '%s' WHERE status = 'failed'";
    inbox.change(running.formatted("1@1"));
    assertFound(Invariant.I6, "in the hands of process 1@1, which is dead");

    inbox.change(running.replace("'failed'", "'running'").formatted(OwnerLock.owner()));
    try (StateStore store = StateStore.open(inbox.database());
        OwnerLock held = OwnerLock.hold(store)) {
      assertThat(held).isNotNull();
      assertThat(inbox.audit()).isEmpty();
    }
  }

  @Test
  void a_job_that_is_tried_for_ever_is_found() throws Exception {
    inbox.change("UPDATE jobs SET attempt = 4 WHERE status = 'failed'");
    assertFound(Invariant.I6, "was tried 4 times");
  }

  @Test
  void a_damaged_database_is_found() throws Exception {
    inbox.change("CREATE TABLE filler AS SELECT randomblob(9000) AS x FROM jobs");
    try (FileChannel file = FileChannel.open(inbox.database(), StandardOpenOption.WRITE)) {
      file.write(java.nio.ByteBuffer.wrap(new byte[100]), 4096 * 5);
    }
    assertThat(inbox.audit()).isNotEmpty().allMatch(found -> found.invariant() == Invariant.I6);
  }

  @Test
  void a_claimed_input_that_is_gone_is_found() throws Exception {
    Files.delete(inbox.done("good.csv"));
    assertFound(Invariant.I7, "The input of job");
    assertThat(inbox.auditAllowingMissing()).isEmpty();

    inbox.change(
        "UPDATE jobs SET status = 'pending', work_path = archive_path, archive_path = NULL"
            + " WHERE original_name = 'good.csv'");
    assertThat(inbox.auditAllowingMissing())
        .as("nobody may take away what is still to be converted")
        .singleElement()
        .matches(found -> found.invariant() == Invariant.I7);
  }

  @Test
  void an_input_whose_place_nobody_knows_is_found() throws Exception {
    inbox.change("UPDATE jobs SET archive_path = NULL WHERE status = 'failed'");
    assertFound(Invariant.I7, "has forgotten where its input was put");
    inbox.change("UPDATE jobs SET archived_at = NULL WHERE status = 'failed'");
    assertFound(Invariant.I7, "Nothing says where the input");
  }

  @Test
  void a_claimed_input_without_a_job_is_found() throws IOException {
    Files.createFile(inbox.path().resolve(".logflow/work/0123456789abcdefghjkmnpqrs.input"));
    assertFound(Invariant.I7, "no job knows it");
  }

  @Test
  void a_content_that_was_published_again_under_another_name_of_the_inbox_is_found()
      throws Exception {
    inbox.change("UPDATE jobs SET door = 'inbox:former' WHERE status = 'failed'");
    assertThat(inbox.audit()).isEmpty();
    inbox.change(
        "INSERT INTO ledger SELECT (SELECT id FROM jobs WHERE status = 'failed'), 'inbox:former',"
            + " output, input_sha256, config_hash, published_file, created_at FROM ledger LIMIT 1");
    assertFound(Invariant.I3, "was published 2 times");
  }

  @Test
  void rejects_that_are_fewer_or_gone_are_found() throws Exception {
    Path rejects = inbox.outputs().resolve("good.rejects");
    inbox.change(
        "UPDATE jobs SET rejects_path = '" + rejects + "' WHERE original_name = 'good.csv'");
    assertFound(Invariant.I4, "The rejected rows of job");
    assertThat(inbox.auditAllowingMissing()).isEmpty();

    Files.copy(inbox.output("good"), rejects);
    assertFound(Invariant.I4, "It holds 2 rejected rows, and job");
    Files.writeString(rejects, "PAR1");
    assertFound(Invariant.I4, "cut off");
  }

  private static void assertFound(Invariant invariant, String what) {
    assertThat(inbox.audit())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.invariant()).isEqualTo(invariant);
              assertThat(found.what()).contains(what);
              assertThat(found.remedy()).isNotBlank();
            });
  }
}
