package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that something appends to. */
class IncrementalTest {
  @TempDir private Path root;
  private Session session;
  private Path in;

  @BeforeEach
  void begin() throws IOException {
    session = new Session(root);
    in = Files.createDirectories(root.resolve("in"));
    schedule("true");
  }

  private void schedule(String incremental) throws IOException {
    session.write(
        ".logflow/config.yaml",
        "schedules: {s: {inputs: '%s/*', output: '%s', incremental: %s}}\n"
            .formatted(in, root.resolve("out"), incremental));
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private String run() {
    assertThat(session.run("batch", "run", "s")).as(session.err()).isZero();
    return session.out();
  }

  private List<List<Object>> jobs() throws Exception {
    return Database.rows(
        session.database(), "SELECT status, row_count, column_count FROM jobs ORDER BY created_at");
  }

  @Test
  void only_whole_records_since_the_last_run_are_read() throws Exception {
    Path log = Files.writeString(in.resolve("app.csv"), "time;level;text\n1;INFO;a\n2;WARN;b\n");
    assertThat(run()).contains("1 converted; 2 rows");
    append(log, "3;INFO;\"two\nlines\"\n4;INF");
    assertThat(run()).contains("1 converted; 1 row");
    assertThat(run()).contains("1 file: 0 converted, 1 unchanged; 0 rows");
    append(log, "O;c\n5;INFO;\"open\nand");
    assertThat(run()).contains("1 converted; 1 row");
    append(log, " closed\"\n");
    assertThat(run()).contains("1 converted; 1 row");

    assertThat(jobs())
        .containsExactly(
            List.of("completed", 2, 3),
            List.of("completed", 1, 3),
            List.of("completed", 1, 3),
            List.of("completed", 1, 3));
    assertThat(root.resolve("out.v2")).doesNotExist();
  }

  @Test
  void equal_parts_are_both_taken_and_a_part_of_a_line_is_none() throws Exception {
    Path log = Files.writeString(in.resolve("a.ndjson"), "{\"id\":1}\n{\"id\":2}\n");
    assertThat(run()).contains("1 converted; 2 rows");
    append(log, "{\"id\":1}\n{\"id\":2}\n");
    assertThat(run()).contains("1 converted; 2 rows");
    append(log, "{\"id\":");
    assertThat(run()).contains("0 converted, 1 empty; 0 rows");
    append(log, "7}\n");
    assertThat(run()).contains("1 converted; 1 row");
  }

  @Test
  void what_is_rewritten_cut_or_edited_is_converted_anew() throws Exception {
    Path log = Files.writeString(in.resolve("a.csv"), "id,name\n1,a\n2,b\n");
    assertThat(run()).contains("1 converted; 2 rows");
    Files.writeString(log, "id,name\n1,a\n2,c\n3,d\n");
    assertThat(run()).as("edited and grown").contains("1 converted; 3 rows");
    Files.writeString(log, "id,name\n9,z\n");
    assertThat(run()).as("cut off").contains("1 converted; 1 row");
    Files.writeString(log, "id,name\n8,y\n7,x\n6,w\n");
    assertThat(run()).as("rewritten").contains("1 converted; 3 rows");
  }

  @Test
  void a_log_that_is_rotated_is_read_on_under_its_new_name() throws Exception {
    Path log = Files.writeString(in.resolve("app.csv"), "id,name\n1,a\n2,b\n");
    assertThat(run()).contains("1 converted; 2 rows");
    append(log, "3,c\n");
    Files.move(log, in.resolve("app.csv.1"));
    Files.writeString(log, "id,name\n4,d\n");
    assertThat(run()).contains("2 files: 2 converted; 2 rows");
  }

  @Test
  void an_edit_that_a_fingerprint_does_not_see_is_seen_by_the_full_check() throws Exception {
    StringBuilder text = new StringBuilder("id,name\n");
    for (int row = 0; row < 300_000; row++) {
      text.append("%07d,x\n".formatted(row));
    }
    Path log = Files.writeString(in.resolve("a.csv"), text);
    schedule("full");
    assertThat(run()).contains("1 converted; 300000 rows".replace("300000", "300 000"));
    // Beyond the first megabyte, and between the blocks of the fingerprint.
    int place = text.indexOf("0220003,x") + 8;
    text.setCharAt(place, 'y');
    Files.writeString(log, text + "0300000,x\n");
    assertThat(run()).contains("1 converted; 300 001 rows");
  }

  @Test
  void a_job_that_fails_leaves_its_rows_to_the_next_run() throws Exception {
    Path log = Files.writeString(in.resolve("a.csv"), "id,name\n1,a\n2,b\n");
    assertThat(run()).contains("1 converted; 2 rows");
    append(log, "3\n4,d\n");
    assertThat(session.run("batch", "run", "s")).isEqualTo(6);
    assertThat(session.run("batch", "run", "s", "--set", "max_rejects=1")).isEqualTo(9);
    assertThat(session.out()).contains("1 converted (1 with rejected rows); 1 row");
  }

  @Test
  void a_first_line_is_read_when_it_has_its_end() throws Exception {
    Path csv = Files.writeString(in.resolve("a.csv"), "id,na");
    Path lines = Files.writeString(in.resolve("b.ndjson"), "{\"id\":1}");
    Path cut = Files.writeString(in.resolve("c.jsonl"), "{\"id\":");
    Path log = Files.writeString(in.resolve("d.log"), "{\"id\":1,\"n\":");
    Files.writeString(in.resolve("e.json"), "{\"id\":1}");
    assertThat(run()).contains("5 files: 1 converted, 4 empty; 1 row");
    append(csv, "me\n1,a\n");
    append(lines, "\n");
    append(cut, "2}\n");
    append(log, "3}\n");
    assertThat(run()).contains("5 files: 4 converted, 1 unchanged; 4 rows");
  }

  @Test
  void text_whose_lines_end_with_returns_is_converted_whole() throws Exception {
    Files.writeString(in.resolve("a.csv"), "id,name\r1,a\r2,b\r");
    assertThat(run()).contains("1 converted; 2 rows");
  }

  @Test
  void a_rotated_log_and_its_successor_are_read_on_each() throws Exception {
    Path log = Files.writeString(in.resolve("app.csv"), "id,name\n1,a\n");
    assertThat(run()).contains("1 converted; 1 row");
    Path first = Files.move(log, in.resolve("app.csv.1"));
    Files.writeString(log, "id,name\n2,b\n3,b\n");
    assertThat(run()).contains("1 converted, 1 empty; 2 rows");
    append(first, "4,c\n");
    append(log, "5,d\n6,e\n7,f\n");
    assertThat(run()).contains("2 files: 2 converted; 4 rows");
    Files.move(first, in.resolve("app.csv.2"));
    Files.move(log, first);
    Files.writeString(log, "id,name\n8,g\n");
    assertThat(run()).contains("3 files: 1 converted, 2 empty; 1 row");
  }

  @Test
  void a_rotated_log_that_is_read_after_its_successor_comes_once() throws Exception {
    Path log = Files.writeString(in.resolve("app.csv"), "id,name\n1,a\n");
    assertThat(run()).contains("1 converted; 1 row");
    Path aside = Files.move(log, root.resolve("app.csv.1"));
    Files.writeString(log, "id,name\n2,b\n3,b\n");
    assertThat(run()).contains("1 converted; 2 rows");
    append(aside, "4,c\n");
    Files.move(aside, in.resolve("app.csv.1"));
    assertThat(run()).contains("2 files: 1 converted, 1 unchanged; 1 row");
  }

  @Test
  void a_new_log_that_begins_as_the_old_one_loses_nothing() throws Exception {
    Path log = Files.writeString(in.resolve("app.csv"), "id,name\n1,start\n");
    assertThat(run()).contains("1 converted; 1 row");
    Files.move(log, in.resolve("app.csv.1"));
    Files.writeString(log, "id,name\n1,start\n2,b\n");
    assertThat(run()).contains("1 converted, 1 empty; 2 rows");
  }

  @Test
  void a_file_that_is_replaced_by_its_longer_copy_is_read_on() throws Exception {
    Path log = Files.writeString(in.resolve("app.csv"), "id,name\n1,a\n");
    assertThat(run()).contains("1 converted; 1 row");
    Path copy = Files.writeString(root.resolve("copy"), "id,name\n1,a\n2,b\n");
    Files.move(copy, log, StandardCopyOption.REPLACE_EXISTING);
    assertThat(run()).contains("1 converted; 1 row");
  }

  @Test
  void blank_lines_alone_are_nothing_new() throws Exception {
    Path log = Files.writeString(in.resolve("app.csv"), "id,name\n1,a\n");
    assertThat(run()).contains("1 converted; 1 row");
    append(log, "\n\r\n");
    assertThat(run()).contains("0 converted, 1 empty; 0 rows");
    append(log, "2,b\n");
    assertThat(run()).contains("1 converted; 1 row");
  }

  @Test
  void recovery_tells_that_files_begin_at_their_beginning() throws Exception {
    Files.writeString(in.resolve("app.csv"), "id,name\n1,a\n");
    assertThat(run()).contains("1 converted; 1 row");
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(session.database() + end));
    }
    assertThat(session.run("db", "recover", root.resolve("out").toString())).isZero();
    assertThat(session.out())
        .contains("jobs entered: 1")
        .contains("files of the schedule s whose place to read on from is not on record");
    assertThat(run()).contains("1 converted; 1 row");
  }
}
