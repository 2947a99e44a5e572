package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one folder keep one schema, however the folder came to be and is named. */
class SchemaFoldersTest {
  private static final int CONFIGURATION = 2;
  private static final int OUTPUT_EXISTS = 7;

  @TempDir private Path root;
  private Session session;
  private Path out;

  @BeforeEach
  void open() throws IOException {
    session = new Session(root);
    out = session.project().toRealPath().resolve("out");
  }

  private void convert(String name, String text, String... more) throws IOException {
    assertThat(run(session.home(), out, name, text, more)).as(session.err()).isZero();
  }

  private int run(Path home, Path output, String name, String text, String... more)
      throws IOException {
    Path input = Files.writeString(session.project().resolve(name), text);
    List<String> words = new ArrayList<>(List.of("convert", input.toString()));
    words.addAll(List.of("-o", output + "/", "--set", "schema.mode=version"));
    words.addAll(List.of(more));
    return session.run(home, Map.of(), words.toArray(String[]::new));
  }

  private List<String> rows(String folder) {
    Path files = out.resolveSibling(folder);
    return ReplayRig.query("SELECT * FROM '" + files + "/*.parquet' ORDER BY ALL");
  }

  private List<String> types(String folder) {
    Path files = out.resolveSibling(folder);
    return ReplayRig.query("SELECT column_type FROM (DESCRIBE FROM '" + files + "/*.parquet')");
  }

  @Test
  void a_folder_that_others_use_is_passed_over() throws Exception {
    convert("a.csv", "n\n1\n");
    assertThat(session.run("convert", input("foreign.csv", "x\ny\n"), "-o", out + ".v2/")).isZero();
    Path other = Files.createDirectory(root.resolve("other"));
    assertThat(run(other, out, "d.csv", "n\n2\n")).as(session.err()).isZero();
    convert("b.csv", "n\n2.5\n");
    assertThat(rows("out")).containsExactly("1", "2");
    assertThat(rows("out.v2")).containsExactly("y");
    assertThat(rows("out.v3")).containsExactly("2.5");
  }

  private String input(String name, String text) throws IOException {
    return Files.writeString(session.project().resolve(name), text).toString();
  }

  @Test
  void a_link_to_a_folder_is_the_folder() throws Exception {
    convert("a.csv", "n\n1\n");
    Path link = Files.createSymbolicLink(out.resolveSibling("link"), out);
    assertThat(run(session.home(), link, "b.csv", "n\n2\n")).isZero();
    assertThat(run(session.home(), link, "c.csv", "n\n12.75\n")).isZero();
    assertThat(types("out")).containsExactly("BIGINT");
    assertThat(rows("out")).containsExactly("1", "2");
    assertThat(session.run("schema", "versions", link.toString())).isZero();
    assertThat(session.out()).contains("n BIGINT", "n DOUBLE");
  }

  @Test
  void outputs_of_a_lost_history_still_make_the_schema() throws Exception {
    convert("a.csv", "n,d,e\n1,25/01/2026,\n");
    convert("b.csv", "n,d,e\n7,2026-03-01,\n");
    Path other = Files.createDirectory(root.resolve("other"));

    assertThat(run(other, out, "c.csv", "n,d,e\n2,03/04/2026,\n")).isZero();
    assertThat(rows("out"))
        .containsExactly("1|2026-01-25|NULL", "2|2026-04-03|NULL", "7|2026-03-01|NULL");
    assertThat(run(other, out, "d.csv", "n,d,e\n2.5,2026-03-01,\n")).isZero();
    assertThat(rows("out")).hasSize(3);
    assertThat(rows("out.v2")).containsExactly("2.5|2026-03-01|NULL");
    Path third = Files.createDirectory(root.resolve("third"));
    assertThat(run(third, out, "e.csv", "n,d,e\n3,2026-03-02,\n")).isZero();
    assertThat(rows("out.v2")).contains("3.0|2026-03-02|NULL").hasSize(2);
    session.run(other, Map.of(), "schema", "history", out.toString());
    assertThat(session.out()).contains("The 2 outputs that were there have it.");
  }

  @Test
  void outputs_of_different_types_are_left_to_themselves() throws Exception {
    convert("a.csv", "n\n1\n", "--set", "schema.mode=free");
    convert("b.csv", "n\n2.5\n", "--set", "schema.mode=free");
    convert("c.csv", "n\n3\n");
    assertThat(session.out())
        .contains(out + " has outputs of different schemas, which are on no record")
        .contains("c.csv begins version 2, which goes to " + out + ".v2");
    assertThat(rows("out.v2")).containsExactly("3");
  }

  @Test
  void a_versions_folder_is_no_output_of_its_own() throws Exception {
    convert("a.csv", "n\n1\n");
    convert("b.csv", "n\n2.5\n");
    Path second = out.resolveSibling("out.v2");
    assertThat(run(session.home(), second, "c.csv", "n\nx\n")).isEqualTo(CONFIGURATION);
    assertThat(session.err()).contains("is the folder of version 2 of the schema of " + out);

    session.write(
        ".logflow/config.yaml",
        """
        inboxes:
          one: {path: /in/one, output: /data/out}
          two: {path: /in/two, output: /data/out.v3}
        """);
    assertThat(session.run("config", "validate")).isEqualTo(CONFIGURATION);
    assertThat(session.err()).contains("inbox two puts its outputs into /data/out.v3");
  }

  @Test
  void a_name_is_taken_also_by_an_output_of_another_version() throws Exception {
    convert("a.csv", "n\n1\n");
    convert("b.csv", "n\n2.5\n");
    convert("c.csv", "n\nx\n");
    assertThat(run(session.home(), out, "b.csv", "n\n2.5\n")).isEqualTo(OUTPUT_EXISTS);
    assertThat(session.err()).contains(out + ".v2/b.parquet exists already, of another version");
    assertThat(out.resolveSibling("out.v3/b.parquet")).doesNotExist();
    convert("b.csv", "n\n2.5\n", "--force");
    assertThat(session.out()).contains(out + ".v2/b.parquet stays; it is of another version");
  }

  @Test
  void an_order_of_day_and_month_is_remembered_whenever_it_was_told() throws Exception {
    convert("a.csv", "d\n2026-01-05\n");
    convert("b.csv", "d\n25/01/2026\n");
    convert("c.csv", "d\n03/04/2026\n");
    assertThat(rows("out")).containsExactly("2026-01-05", "2026-01-25", "2026-04-03");
    convert("e.csv", "d\n2026-01-05 10:00:00\n");
    convert("f.csv", "d\n03/04/2026\n");
    assertThat(rows("out.v2")).containsExactly("2026-01-05 10:00:00.0", "2026-04-03 00:00:00.0");

    String jobs = "SELECT id FROM jobs WHERE original_name IN ('c.csv', 'f.csv') ORDER BY id";
    for (List<Object> job : Database.rows(session.database(), jobs)) {
      assertThat(session.run("prove", job.get(0).toString())).as(session.err()).isZero();
    }
  }

  @Test
  void numbers_and_texts_of_json_do_not_become_one() throws Exception {
    convert("a.json", "{\"a\":\"abc\"}");
    convert("b.json", "{\"a\":1}");
    convert("c.json", "{\"a\":\"1\"}");
    assertThat(rows("out")).containsExactly("abc");
    assertThat(rows("out.v2")).containsExactly("\"1\"", "1");
  }

  @Test
  void a_number_in_json_is_no_date() throws Exception {
    convert("a.json", "{\"d\":\"2026-01-05\"}");
    convert("b.json", "{\"d\":61}");
    assertThat(rows("out")).containsExactly("2026-01-05");
    assertThat(rows("out.v2")).containsExactly("61");
  }

  @Test
  void decimals_of_other_scales_stay_in_one_folder() throws Exception {
    List<String> numbers = List.of("100000", "1.5", "9007199254740993", "0.25", "0.125", "2.5");
    for (int file = 0; file < numbers.size(); file++) {
      convert("n" + file + ".csv", "n\n" + numbers.get(file) + "\n");
    }
    assertThat(types("out.v3")).containsExactly("DECIMAL(38,18)");
    assertThat(rows("out.v3"))
        .containsExactly(
            "0.125000000000000000",
            "0.250000000000000000",
            "2.500000000000000000",
            "9007199254740993.000000000000000000");
  }

  @Test
  void a_file_is_compared_as_its_inbox_would_read_it() throws Exception {
    session.write(
        ".logflow/config.yaml",
        """
        profiles:
          na: {conversion: {null_values: [NA]}}
        inboxes:
          one: {path: %s, output: %s, profile: na}
        """
            .formatted(session.project().resolve("in"), out));
    convert("a.csv", "n\n1\n");
    assertThat(session.run("schema", "diff", "one", input("b.csv", "n\n5\nNA\n")))
        .as(session.err())
        .isZero();
    assertThat(session.out()).contains("Nothing is different.");
  }
}
