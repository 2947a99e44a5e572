package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were rejected are taken in later: those that were missing, each once. */
class ReplayCommandTest extends ReplayRig {
  private static final int NOT_FOUND = 4;

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "avro"})
  void an_output_is_made_again_with_the_rows_that_were_missing(String engine) throws Exception {
    Path output = converted("in.csv", RAGGED, "--engine", engine);
    assertThat(rows(output)).containsExactly("00006|f|60", "1|a|10", "4|d|40");
    String job = job();

    assertThat(session.run("replay", job, "--ragged-rows", "pad")).isEqualTo(SOME_LEFT);
    assertThat(session.out()).contains("2 of 3 rejected rows taken in -> " + output);
    assertThat(rows(output))
        .containsExactly("00006|f|60", "1|a|10", "2|b|NULL", "3|c|30", "4|d|40");
    assertThat(session.run("jobs", "rejects", job)).isZero();
    assertThat(session.out())
        .contains("1 rejected row of job " + job + " is left after job")
        .contains("5,e,50,extra");

    correct(job, "5,e,50,extra", "5,e,50");
    assertThat(replayRows(job)).as(session.err()).isZero();
    List<String> all = List.of("00006|f|60", "1|a|10", "2|b|NULL", "3|c|30", "4|d|40", "5|e|50");
    assertThat(rows(output)).isEqualTo(all);

    assertThat(session.run("replay", job, "--ragged-rows", "pad")).isZero();
    assertThat(session.out()).contains("No rejected rows of job " + job + " are left.");
    assertThat(rows(output)).isEqualTo(all);
    assertSumsClose(6);
  }

  @Test
  void a_part_stands_beside_an_output_of_many_with_its_types() throws Exception {
    Path first = converted("in.csv", RAGGED, "--set", "on_existing=version");
    String job = job();

    assertThat(session.run("replay", job, "--ragged-rows", "pad")).isEqualTo(SOME_LEFT);
    Path part = Path.of(text("SELECT output_path FROM jobs WHERE replay_of IS NOT NULL"));
    assertThat(part.getFileName().toString()).matches("in-\\d{8}T\\d{6}Z-[0-9a-z]{8}\\.parquet");
    assertThat(rows(part)).containsExactly("2|b|NULL", "3|c|30");
    assertThat(types(part)).isEqualTo(types(first)).containsExactly("VARCHAR", "VARCHAR", "BIGINT");

    assertThat(session.run("replay", job, "--ragged-rows", "pad")).isEqualTo(NONE_TAKEN);
    assertThat(session.err())
        .contains("line 6 of in.csv: The record has 4 fields, expected 3")
        .contains("jobs rejects JOB --csv");
    assertThat(parts(first)).hasSize(2);
  }

  @Test
  void options_of_reading_hold_for_the_rejected_rows_alone() throws Exception {
    byte[] latin = "2,Müller\n".getBytes(Charset.forName("windows-1252"));
    byte[] head = "id,name\n1,Jürgen\n".getBytes(StandardCharsets.UTF_8);
    byte[] tail = "3,Zoë\n4,日本\n".getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + latin.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(latin, 0, all, head.length, latin.length);
    System.arraycopy(tail, 0, all, head.length + latin.length, tail.length);
    Path input = Files.write(session.home().resolve("in.csv"), all);
    Path output = convert(input, "--encoding", "UTF-8");
    assertThat(rows(output)).containsExactly("1|Jürgen", "3|Zoë", "4|日本");

    assertThat(session.run("replay", job(), "--encoding", "windows-1252")).isZero();
    assertThat(rows(output)).containsExactly("1|Jürgen", "2|Müller", "3|Zoë", "4|日本");
  }

  @Test
  void what_is_unchanged_in_a_file_of_corrections_keeps_its_bytes() throws Exception {
    Path input = session.home().resolve("in.csv");
    Files.write(
        input, "id,name\n1,ok\n2,M\u00fcller\n3,x,y\n".getBytes(StandardCharsets.ISO_8859_1));
    Path output = convert(input, "--encoding", "UTF-8");
    String job = job();

    correct(job, "\"3,x,y\"", "\"3,xy\"");
    assertThat(replayRows(job)).isEqualTo(SOME_LEFT);
    assertThat(rows(output)).containsExactly("1|ok", "3|xy");
    assertThat(session.run("replay", job, "--encoding", "iso-8859-1")).isZero();
    assertThat(rows(output)).containsExactly("1|ok", "2|Müller", "3|xy");
  }

  @Test
  void a_broken_quote_reaches_into_no_other_row() throws Exception {
    Path output =
        converted(
            "in.csv", "id,t\n1,\"a\"\n2,\"b\"x\n3,\"c\"\n4,\"d\"y\n5,\"e\"\n", "--quote", "\"");
    String job = job();
    assertThat(rows(output)).containsExactly("1|a", "3|c", "5|e");

    assertThat(session.run("replay", job, "--quote", "none")).as(session.err()).isZero();
    assertThat(rows(output)).containsExactly("1|a", "2|\"b\"x", "3|c", "4|\"d\"y", "5|e");
  }

  @Test
  void an_empty_text_stays_one_and_null_stays_null() throws Exception {
    Path output = converted("in.csv", "a,b,c\n1,x,\n2,\"\",y\n3,\"\",\"\",\n4,,,\n");
    assertThat(session.run("replay", job(), "--ragged-rows", "pad")).isZero();
    assertThat(rows(output)).containsExactly("1|x|NULL", "2||y", "3||", "4|NULL|NULL");
  }

  @Test
  void records_of_json_are_put_right() throws Exception {
    Path output = converted("in.ndjson", "{\"a\":1}\n{\"a\":2\n{\"a\":3,\"b\":\"x\"}\n");
    String job = job();
    assertThat(rows(output)).containsExactly("1|NULL", "3|x");

    assertThat(session.run("replay", job)).isEqualTo(NONE_TAKEN);
    correct(job, "{\"\"a\"\":2", "{\"\"a\"\":2,\"\"b\"\":\"\"y\"\"}");
    assertThat(replayRows(job)).as(session.err()).isZero();
    assertThat(rows(output)).containsExactly("1|NULL", "2|y", "3|x");
    assertSumsClose(3);
  }

  @Test
  void without_its_input_an_output_gets_a_part() throws Exception {
    Path output = converted("in.csv", RAGGED);
    Files.delete(session.home().resolve("in.csv"));

    assertThat(session.run("replay", job(), "--ragged-rows", "pad")).isEqualTo(NOT_FOUND);
    assertThat(session.err()).contains("Of in.csv: it is gone").contains("--as part");
    assertThat(rows(output)).hasSize(3);
    assertThat(leftovers()).isEmpty();

    assertThat(session.run("replay", job(), "--ragged-rows", "pad", "--as", "part"))
        .isEqualTo(SOME_LEFT);
    assertThat(parts(output).stream().flatMap(part -> rows(part).stream()).sorted())
        .containsExactly("00006|f|60", "1|a|10", "2|b|NULL", "3|c|30", "4|d|40");
  }

  @Test
  void a_job_that_published_nothing_is_not_replayed() throws Exception {
    Path input = session.write("in.csv", RAGGED);
    assertThat(session.run("convert", input.toString())).isEqualTo(NONE_TAKEN);
    assertThat(session.run("replay", job())).isEqualTo(USAGE);
    assertThat(session.err()).contains("is failed and published nothing").contains("--max-rejects");
  }

  @Test
  void corrections_of_other_rows_are_refused() throws Exception {
    converted("in.csv", RAGGED);
    String job = job();
    Path wrong = session.write("wrong.csv", "source,byte_offset,raw\nin.csv,9999,\"1,2,3\"\n");
    assertThat(session.run("replay", job, "--rows", wrong.toString(), "--ragged-rows", "pad"))
        .isEqualTo(USAGE);
    assertThat(session.err()).contains("names a row at byte 9999 of in.csv");
    Path other = session.write("other.csv", "a,b\n1,2\n");
    assertThat(session.run("replay", job, "--rows", other.toString())).isEqualTo(MALFORMED);
    assertThat(session.err()).contains("names no column 'source'");
    assertThat(leftovers()).isEmpty();
  }
}
