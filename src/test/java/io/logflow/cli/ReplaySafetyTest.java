package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What could alter values or bring rows twice when rejected rows are taken in later. */
class ReplaySafetyTest extends ReplayRig {
  @Test
  void a_row_that_was_cut_off_is_taken_in_only_whole() throws Exception {
    String whole = "b".repeat(5000);
    Path output =
        converted("in.csv", "id,t\n1,a\n2," + whole + "\n3,c\n", "--set", "max_record_size=1000");
    String job = job();

    assertThat(session.run("replay", job, "--set", "max_record_size=1MB")).isEqualTo(NONE_TAKEN);
    assertThat(rows(output)).containsExactly("1|a", "3|c");
    Path rows =
        session.write("corrected.csv", "source,byte_offset,raw\nin.csv,9,\"2," + whole + "\"\n");
    String[] corrected = {"replay", job, "--rows", rows.toString(), "--set", "max_record_size=1MB"};
    assertThat(session.run(corrected)).isEqualTo(MALFORMED);
    assertThat(session.err()).contains("cannot be read together").contains("--as part");
    String[] part = {
      "replay", job, "--rows", rows.toString(), "--as", "part", "--set", "max_record_size=1MB"
    };
    assertThat(session.run(part)).as(session.err()).isZero();
    assertThat(parts(output).stream().flatMap(each -> rows(each).stream()).sorted())
        .containsExactly("1|a", "2|" + whole, "3|c");
  }

  @Test
  void several_inputs_with_one_output_are_one_job() throws Exception {
    Path one = session.write("c.csv", "id,v,d\n1,x,9\n3,\"\",8\n");
    Path other = session.write("b.csv", "\"id\",\"v\",\"d\"\n\"4\",\"\",\"7\"\n\"5\",\"k\"\n");
    Path output = session.home().resolve("all.parquet");
    String[] convert = {
      "convert", one.toString(), other.toString(), "-o", output.toString(), "--max-rejects", "5"
    };
    assertThat(session.run(convert)).isEqualTo(SOME_LEFT);
    assertThat(rows(output)).containsExactly("1|x|9", "3||8", "4|NULL|7");
    String first = job();
    String second = text("SELECT max(id) FROM jobs");

    assertThat(session.run("replay", second, "--ragged-rows", "pad")).as(session.err()).isZero();
    assertThat(rows(output)).containsExactly("1|x|9", "3||8", "4|NULL|7", "5|k|NULL");
    assertThat(session.run("replay", first, "--ragged-rows", "pad", "--as", "part")).isZero();
    assertThat(session.out()).contains("No rejected rows of job " + first + " are left.");
    assertThat(parts(output)).hasSize(1);
  }

  @Test
  void a_column_whose_name_differs_in_case_keeps_its_values() throws Exception {
    Path one = session.write("a.csv", "id,v\n1,a\n");
    Path other = session.write("b.csv", "ID,v\n2,b\n3\n");
    Path output = session.home().resolve("all.parquet");
    String[] convert = {
      "convert", one.toString(), other.toString(), "-o", output.toString(), "--max-rejects", "5"
    };
    assertThat(session.run(convert)).isEqualTo(SOME_LEFT);
    assertThat(session.run("replay", job(), "--ragged-rows", "pad")).as(session.err()).isZero();
    assertThat(rows(output)).containsExactly("1|a|NULL", "NULL|b|2", "NULL|NULL|3");
  }

  @Test
  void rejects_of_another_job_are_left_alone() throws Exception {
    Path output = converted("in.csv", RAGGED);
    String old = job();
    assertThat(
            session.run(
                "convert",
                session.home().resolve("in.csv").toString(),
                "--force",
                "--max-rejects",
                "9"))
        .isEqualTo(SOME_LEFT);

    assertThat(session.run("replay", old, "--ragged-rows", "pad", "--as", "part")).isEqualTo(USAGE);
    assertThat(session.err()).contains("The rows that job " + old + " rejected are gone");
    assertThat(session.run("replay", old, "--ragged-rows", "pad")).isEqualTo(7);
    assertThat(session.err()).contains("is not the output of job " + old + " any more");
    assertThat(parts(output)).hasSize(1);
  }

  @Test
  void a_later_replay_keeps_what_an_earlier_one_was_told() throws Exception {
    Path output = converted("in.csv", "id,v\n1,2024\n2,NA\n3\n4,NA,q\n");
    String job = job();
    String[] first = {"--null-values", "NA", "--types", "id=VARCHAR", "--ragged-rows", "pad"};
    List<String> arguments = new ArrayList<>(List.of("replay", job));
    arguments.addAll(List.of(first));
    assertThat(session.run(arguments.toArray(String[]::new))).isEqualTo(SOME_LEFT);
    assertThat(types(output)).containsExactly("VARCHAR", "BIGINT");

    correct(job, "\"4,NA,q\"", "\"4,NA\"");
    assertThat(replayRows(job)).as(session.err()).isZero();
    assertThat(types(output)).containsExactly("VARCHAR", "BIGINT");
    assertThat(rows(output)).containsExactly("1|2024", "2|NULL", "3|NULL", "4|NULL");
  }

  @Test
  void a_sign_for_unknown_bytes_is_no_correction() throws Exception {
    Path input = session.home().resolve("in.csv");
    Files.write(input, "id,v\n1,a\n2,caf\u00e9,x\n".getBytes(StandardCharsets.ISO_8859_1));
    Path output = convert(input, "--encoding", "UTF-8");
    String job = job();
    correct(job, "\ufffd,x", "\ufffd");
    assertThat(replayRows(job)).isEqualTo(NONE_TAKEN);
    assertThat(session.err()).contains("do not decode as UTF-8");
    correct(job, "\ufffd,x", "\u00e9");
    assertThat(replayRows(job)).as(session.err()).isZero();
    assertThat(rows(output)).containsExactly("1|a", "2|café");
  }

  @Test
  void what_is_no_data_is_dropped_when_somebody_says_so() throws Exception {
    Path output = converted("in.csv", "id,v\n1,a\nend of page\n2,b,\n3,c\n");
    String job = job();
    correct(job, "end of page", "\"\"");
    assertThat(
            session.run(
                "replay",
                job,
                "--ragged-rows",
                "pad",
                "--rows",
                session.home().resolve("corrected.csv").toString()))
        .as(session.err())
        .isZero();
    assertThat(session.out()).contains("Of the rejected rows 1 were dropped as no data.");
    assertThat(rows(output)).containsExactly("1|a", "2|b", "3|c");
    assertThat(text("SELECT sum(skipped_rows) FROM jobs WHERE replay_of IS NOT NULL"))
        .isEqualTo("1");
  }

  @Test
  void a_part_casts_nothing() throws Exception {
    Path output = converted("in.csv", "zip,v,w\n456,x,1\n00789,y\n12,z\n");
    String job = job();
    String[] part = {"replay", job, "--as", "part", "--ragged-rows", "pad"};
    assertThat(session.run(part)).isEqualTo(MALFORMED);
    assertThat(session.err())
        .contains("Column 'zip' is BIGINT there and would be VARCHAR.")
        .contains("--as rewrite");
    assertThat(parts(output)).hasSize(1);

    assertThat(session.run("replay", job, "--ragged-rows", "pad")).as(session.err()).isZero();
    assertThat(types(output)).containsExactly("VARCHAR", "VARCHAR", "BIGINT");
    assertThat(rows(output)).containsExactly("00789|y|NULL", "12|z|NULL", "456|x|1");
  }

  @Test
  void a_part_has_the_columns_of_its_output() throws Exception {
    String records = "{\"a\":1,\"b\":\"x\",\"d\":\"2024-01-05\"}\n{\"a\":2\n";
    Path output = converted("in.ndjson", records);
    String job = job();
    correct(job, "{\"\"a\"\":2", "{\"\"a\"\":2}");
    String[] part = {
      "replay", job, "--as", "part", "--rows", session.home().resolve("corrected.csv").toString()
    };
    assertThat(session.run(part)).as(session.err()).isZero();
    assertThat(parts(output))
        .hasSize(2)
        .allSatisfy(file -> assertThat(types(file)).containsExactly("BIGINT", "VARCHAR", "DATE"));
    assertThat(session.out()).doesNotContain("note:");
  }
}
