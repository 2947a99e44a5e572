package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProveCommandTest {
  private static final int VERIFICATION = 13;
  private static final int ROWS = 30_000;

  @TempDir Path folder;
  private Session session;
  private Path input;
  private Path output;

  @BeforeEach
  void convert() throws Exception {
    session = new Session(folder);
    List<String> lines = new ArrayList<>(List.of("id,word"));
    for (int row = 0; row < ROWS; row++) {
      lines.add(row + ",w" + row % 100);
    }
    input = session.write("in.csv", String.join("\n", lines) + "\n");
    output = session.home().resolve("in.parquet");
    converts(input, "arrow");
  }

  private void converts(Path file, String engine) {
    int code =
        session.run(
            "convert", file.toString(), "-o", output.toString(), "--force", "--engine", engine);
    assertThat(code).as(session.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "avro", "duckdb"})
  void what_was_read_is_proven_with_the_input_and_without_it(String engine) throws Exception {
    converts(input, engine);
    assertThat(prove()).as(session.err()).isZero();
    assertThat(session.out())
        .startsWith(output + ": 30 000 rows, 2 columns in 1 row group: every column holds what job")
        .contains(input + " was read again: the same values.");

    Files.delete(input);
    assertThat(prove()).isZero();
    assertThat(session.out()).contains("The input was not read again: it is gone, or");
  }

  @Test
  void an_input_with_other_contents_is_left_alone() throws Exception {
    Files.writeString(input, "id,word\n1,x\n");
    assertThat(prove()).isZero();
    assertThat(session.out()).contains("its contents are others by now");
  }

  @Test
  void a_value_that_is_another_is_found_with_its_row_group() throws Exception {
    rewrite("SELECT CASE id WHEN 29999 THEN 1 ELSE id END AS id, word", footer());
    assertThat(prove()).isEqualTo(VERIFICATION);
    assertThat(session.err())
        .contains(output + " is not what job")
        .contains("its column 'id' holds other values than those read")
        .contains("first in row group 3 (rows 24577 to 30000)")
        .contains("convert the input again");
  }

  @Test
  void a_value_of_a_packed_input_is_found_too() throws Exception {
    Path packed = session.home().resolve("in.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(input, out);
    }
    converts(packed, "arrow");
    assertThat(prove()).as(session.err()).isZero();
    assertThat(session.out()).contains(packed + " was read again");
    rewrite("SELECT id, nullif(word, 'w7') AS word", footer());
    assertThat(prove()).isEqualTo(VERIFICATION);
    assertThat(session.err())
        .contains("its column 'word' holds 29700 values and 300 NULLs instead of 30000 values");
  }

  @Test
  void a_footer_that_agrees_with_other_values_is_found_by_the_history() throws Exception {
    String other = footer().replaceFirst("30000:0:[0-9a-f]{16}", "30000:0:0000000000000000");
    rewrite("SELECT id, word", other);
    assertThat(prove()).isEqualTo(VERIFICATION);
    assertThat(session.err()).contains("its footer says something else than the history");
  }

  @Test
  void a_file_of_another_program_is_not_the_output() throws Exception {
    rewrite("SELECT id, word", "");
    assertThat(prove()).isEqualTo(VERIFICATION);
    assertThat(session.err()).contains("it was made by a job unknown here, or by another program");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WHERE id <> 29999", "WHERE false"})
  void rows_that_are_gone_are_counted(String where) throws Exception {
    rewrite("SELECT id, word", footer(), where);
    assertThat(prove()).isEqualTo(VERIFICATION);
    assertThat(session.err()).containsPattern("it has (29999|0) rows instead of 30000");
  }

  @Test
  void an_output_that_a_later_job_replaced_is_said_to_be_so() throws Exception {
    String first = newest();
    converts(input, "avro");
    assertThat(session.run("prove", first)).isEqualTo(2);
    assertThat(session.err()).contains("was replaced by that of job " + newest());
  }

  @Test
  void an_output_of_an_earlier_version_is_not_suspected() throws Exception {
    rewrite("SELECT id, word", footer().replaceFirst("'logflow.column_hashes': '[^']*', ", ""));
    try (Connection history = DriverManager.getConnection("jdbc:sqlite:" + session.database());
        Statement statement = history.createStatement()) {
      statement.execute("UPDATE jobs SET metrics = json_remove(metrics, '$.column_hashes_sha256')");
    }
    assertThat(prove()).isEqualTo(2);
    assertThat(session.err())
        .contains("a version of LogFlow that did not keep what it had counted");
  }

  @Test
  void an_input_that_cannot_be_read_hides_no_difference() throws Exception {
    rewrite("SELECT id, nullif(word, 'w7') AS word", footer());
    Files.delete(input);
    Files.createDirectory(input);
    assertThat(prove()).isEqualTo(VERIFICATION);
    assertThat(session.err()).contains("its column 'word' holds 29700 values and 300 NULLs");
  }

  @Test
  void jobs_and_outputs_that_are_not_there_are_named() throws Exception {
    Files.delete(output);
    assertThat(prove()).isEqualTo(4);
    assertThat(session.err()).contains("There is no file " + output);
    Files.createFile(session.home().resolve("empty.csv"));
    session.run("convert", session.home().resolve("empty.csv").toString());
    assertThat(prove()).isEqualTo(2);
    assertThat(session.err()).contains("has no output");
    assertThat(session.run("prove", "nothing")).isEqualTo(2);
    assertThat(session.err()).contains("There is no job 'nothing'");
  }

  private int prove() {
    return session.run("prove", newest());
  }

  private String newest() {
    session.run("jobs", "list", "--limit", "1", "--json");
    return session.out().replaceAll("(?s).*?\"id\" ?: ?\"([^\"]+)\".*", "$1");
  }

  /** The footer's entries as DuckDB takes them. */
  private String footer() throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')"
                    .formatted(output))) {
      List<String> entries = new ArrayList<>();
      while (rows.next()) {
        entries.add("'%s': '%s'".formatted(rows.getString(1), rows.getString(2)));
      }
      return String.join(", ", entries);
    }
  }

  /** Another program writes the file anew, in row groups of 12 288 rows. */
  private void rewrite(String select, String footer) throws Exception {
    rewrite(select, footer, "");
  }

  private void rewrite(String select, String footer, String where) throws Exception {
    Path other = folder.resolve("other.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      String metadata = footer.isEmpty() ? "" : ", KV_METADATA {" + footer + "}";
      statement.execute(
          "COPY (%s FROM '%s' %s) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 12288%s)"
              .formatted(select, output, where, other, metadata));
    }
    Files.move(other, output, StandardCopyOption.REPLACE_EXISTING);
  }
}
