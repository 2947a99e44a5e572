package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
