package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCommandTest {
  @TempDir private Path root;
  private Session session;
  private Path in;
  private Path out;

  @BeforeEach
  void begin() throws IOException {
    session = new Session(root);
    in = Files.createDirectories(root.resolve("in"));
    out = root.resolve("out");
    schedule("inputs: '" + in + "/*.csv'");
  }

  private void schedule(String text) throws IOException {
    session.write(
        ".logflow/config.yaml",
        "schedules:\n  orders:\n    output: "
            + out
            + "\n    "
            + text.replace("\n", "\n    ")
            + "\n");
  }

  private List<String> outputs() throws IOException {
    if (Files.notExists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private Object value(String query) throws Exception {
    return Database.value(session.database(), query);
  }

  @Test
  void files_are_converted_once_and_left_where_they_are() throws Exception {
    Files.writeString(in.resolve("a.csv"), "id,name\n1,x\n2,y\n");
    Files.writeString(in.resolve("b.csv"), "id,name\n3,z\n");
    Files.writeString(in.resolve("notes.txt"), "no,input\n");

    assertThat(session.run("batch", "run", "orders")).isZero();
    assertThat(session.out()).contains("2 files: 2 converted; 3 rows");
    assertThat(session.run("batch", "run", "orders")).isZero();
    assertThat(session.out()).contains("2 files: 0 converted, 2 unchanged; 0 rows");

    assertThat(outputs()).hasSize(2).allMatch(name -> name.matches("[ab]-\\d{8}T\\d{6}Z-.*"));
    assertThat(in.resolve("a.csv")).hasContent("id,name\n1,x\n2,y\n");
    assertThat(value("SELECT count(*) FROM jobs WHERE door = 'schedule:orders'")).isEqualTo(2);
    assertThat(value("SELECT count(*) FROM batch_runs WHERE state = 'ended' AND exit_code = 0"))
        .isEqualTo(2);
    assertThat(value("SELECT max(asked_by) FROM batch_runs"))
        .isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void what_has_changed_is_converted_anew_and_what_only_was_touched_is_not() throws Exception {
    Path changed = Files.writeString(in.resolve("a.csv"), "id\n1\n");
    Path copied = Files.writeString(in.resolve("b.csv"), "id\n2\n");
    assertThat(session.run("batch", "run", "orders")).isZero();
    Files.writeString(changed, "id\n1\n7\n");
    Files.delete(copied);
    Files.writeString(copied, "id\n2\n");

    assertThat(session.run("batch", "run", "orders")).isZero();
    assertThat(session.out())
        .contains("2 files: 1 converted, 1 of the same content as an earlier one; 2 rows");
    assertThat(outputs()).hasSize(3);
  }

  @Test
  void a_failed_input_is_tried_again_by_each_run() throws Exception {
    Files.writeString(in.resolve("a.csv"), "id,name\n1,x\n2\n3,z\n");
    Files.writeString(in.resolve("b.csv"), "id,name\n1,x\n");

    assertThat(session.run("batch", "run", "orders")).isEqualTo(6);
    assertThat(session.out()).contains("2 files: 1 converted, 1 failed; 1 row");
    assertThat(session.err()).contains("error: ").contains("--max-rejects");
    assertThat(session.run("batch", "run", "orders")).isEqualTo(6);
    assertThat(session.out()).contains("2 files: 0 converted, 1 unchanged, 1 failed");

    schedule("inputs: '" + in + "/*.csv'\nconversion: {max_rejects: 1}");
    assertThat(session.run("batch", "run", "orders")).isEqualTo(9);
    assertThat(session.out())
        .contains("2 files: 1 converted (1 with rejected rows), 1 unchanged; 2 rows");
  }

  @Test
  void dates_name_the_inputs_and_what_is_missing_is_told() throws Exception {
    schedule("inputs: ['" + in + "/o-{yyyy-MM-dd}.csv', '" + in + "/x-{yyyyMMdd:-1d}.*']");
    Files.writeString(in.resolve("o-2026-03-01.csv"), "id\n1\n");
    Files.writeString(in.resolve("x-20260228.json"), "{\"id\":5}\n");

    assertThat(session.run("batch", "run", "orders", "--date", "2026-03-01")).isZero();
    assertThat(session.out()).contains("orders for 2026-03-01: 2 files: 2 converted; 2 rows");
    assertThat(session.run("batch", "run", "orders", "--date", "2026-03-02")).isEqualTo(4);
    assertThat(session.out()).contains("0 files: 0 converted, 1 missing; 0 rows");
    assertThat(session.err())
        .contains("error: The input " + in + "/o-2026-03-02.csv is not there.")
        .contains("logflow batch run orders --date 2026-03-02");
    assertThat(session.run("batch", "run", "orders", "--date", "yesterday")).isEqualTo(2);
    assertThat(value("SELECT error_kind FROM jobs WHERE status = 'failed'"))
        .isEqualTo("input_not_found");
  }

  @Test
  void what_is_expected_can_be_told() throws Exception {
    Files.writeString(in.resolve("a.csv"), "id\n1\n");
    schedule("inputs: ['" + in + "/*.csv', '" + in + "/*.json']\nexpect: each");
    assertThat(session.run("batch", "run", "orders")).isEqualTo(4);
    assertThat(session.out()).contains("1 file: 1 converted, 1 missing; 1 row");

    schedule("inputs: '" + in + "/*.csv'\nexpect: 2");
    assertThat(session.run("batch", "run", "orders")).isEqualTo(4);
    assertThat(session.err()).contains("There are 1 files of " + in + "/*.csv, and 2 are expected");

    schedule("inputs: '" + in + "/none.csv'\nexpect: none");
    assertThat(session.run("batch", "run", "orders")).isZero();
    assertThat(session.out()).contains("0 files: 0 converted; 0 rows");
  }

  @Test
  void a_dry_run_lists_and_changes_nothing() throws Exception {
    Files.writeString(in.resolve("a.csv"), "id\n1\n");
    assertThat(session.run("batch", "run", "orders")).isZero();
    Files.writeString(in.resolve("a.csv"), "id\n12\n");
    Files.writeString(in.resolve("b.csv"), "id\n1\n");

    assertThat(session.run("batch", "run", "orders", "--dry-run")).isZero();
    assertThat(session.out().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
        .containsExactly(in + "/a.csv changed 6 B", in + "/b.csv new 5 B");
    assertThat(outputs()).hasSize(1);
    assertThat(value("SELECT count(*) FROM batch_runs")).isEqualTo(1);
  }

  @Test
  void the_list_tells_the_last_run_and_the_next() throws Exception {
    schedule("inputs: '" + in + "/*.csv'\ncron: 30 6 1 1 *\nzone: Asia/Kathmandu");
    assertThat(session.run("batch", "list")).isZero();
    assertThat(session.out())
        .containsPattern("orders +30 6 1 1 \\* +Asia/Kathmandu +never +\\d{4}-01-01 06:30");
    assertThat(session.run("batch", "run", "orders", "--date", "2026-03-01")).isZero();
    assertThat(session.run("batch", "list")).isZero();
    assertThat(session.out()).containsPattern("2026-03-01 00:00 +done +\\d{4}-01-01 06:30");
    assertThat(session.run("batch", "list", "--json")).isZero();
    assertThat(session.out()).contains("-01-01T06:30+05:45");
  }

  @Test
  void a_schedule_that_is_not_there_is_refused() {
    assertThat(session.run("batch", "run", "order")).isEqualTo(2);
    assertThat(session.err()).contains("There is no schedule order").contains("They have orders.");
  }

  @Test
  void one_that_rests_does_not_run() {
    assertThat(session.run("pause")).isZero();
    assertThat(session.run("batch", "run", "orders")).isEqualTo(2);
    assertThat(session.err()).contains("The schedule orders rests.");
  }

  @Test
  void outputs_mirror_the_folders_of_inputs() throws Exception {
    Path day = Files.createDirectories(in.resolve("2026/03"));
    Files.writeString(day.resolve("a.csv"), "id\n1\n");
    schedule("inputs: '" + in + "/{yyyy}/{MM}/*.csv'\noutput_name: '{name}'\non_existing: replace");

    assertThat(session.run("batch", "run", "orders", "--date", "2026-03-09")).isZero();
    assertThat(outputs()).containsExactly("2026/03/a.parquet");
  }
}
