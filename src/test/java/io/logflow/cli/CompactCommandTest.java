package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Faults;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.FooterRewrite;
import io.logflow.parquet.ParquetFooters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactCommandTest extends CompactRig {
  @Test
  void many_files_become_one_with_the_same_rows() throws Exception {
    convertTwelve();
    List<String> before = allRows();
    List<String> types = types(out().resolve("01.parquet"));

    compact();

    assertThat(session.out()).contains("12 files -> 01-compacted-").contains("24 rows");
    assertThat(files()).hasSize(1).allMatch(name -> name.startsWith("01-compacted-"));
    assertThat(allRows()).isEqualTo(before).hasSize(24);
    assertThat(types(out().resolve(files().get(0)))).isEqualTo(types);
    assertThat(out().resolve("_logflow")).doesNotExist();
  }

  @Test
  void rows_stay_in_the_order_of_names_and_of_each_file() throws Exception {
    convertTwelve();

    compact();

    Path file = out().resolve(files().get(0));
    assertThat(query("SELECT id FROM read_parquet('" + file + "') LIMIT 6"))
        .containsExactly("1", "-1", "2", "-2", "3", "-3");
  }

  @Test
  void the_footer_tells_of_every_input() throws Exception {
    convertTwelve();

    compact();

    Footer footer = ParquetFooters.read(out().resolve(files().get(0)));
    assertThat(FooterMetadata.entries(footer.metadata()))
        .extracting(entry -> entry.get(FooterMetadata.SOURCE_NAME))
        .hasSize(12)
        .startsWith("01.csv", "02.csv");
    assertThat(footer.metadata()).containsEntry(FooterMetadata.ROWS_READ, "24");
  }

  @Test
  void nothing_is_changed_by_a_dry_run() throws Exception {
    convertTwelve();
    List<String> before = files();

    compact("--dry-run");

    assertThat(session.out()).contains("would be done: 12 files");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void files_grow_no_larger_than_asked_for() throws Exception {
    convertTwelve();
    long one = Files.size(out().resolve("01.parquet"));

    compact("--target-size", one * 7 / 2 + "B");

    assertThat(files()).hasSize(4);
    assertThat(allRows()).hasSize(24);
  }

  @Test
  void files_of_other_columns_stay_apart() throws Exception {
    convertTwelve();
    convertText("in/x1.csv", "id,amount\n1,x\n");
    convertText("in/x2.csv", "id,amount\n2,y\n");

    compact();

    assertThat(files()).hasSize(2).anyMatch(name -> name.startsWith("x1-compacted-"));
    assertThat(query("SELECT * FROM read_parquet('" + out() + "/x1*.parquet')"))
        .containsExactly("1|x", "2|y");
  }

  @Test
  void files_of_others_are_named_and_left_alone() throws Exception {
    convertTwelve();
    Files.copy(out().resolve("02.parquet"), out().resolve("copy.parquet"));
    Files.writeString(out().resolve("text.parquet"), "no Parquet");
    write("COPY (SELECT 1 AS id) TO '" + out() + "/other.parquet' (FORMAT parquet)");

    compact();

    assertThat(files()).hasSize(4).contains("copy.parquet", "text.parquet", "other.parquet");
    assertThat(session.out())
        .contains("left alone: copy.parquet: the history knows the output of job")
        .contains("left alone: other.parquet: LogFlow did not write it")
        .contains("left alone: text.parquet: it cannot be read:");
  }

  @Test
  void nested_values_and_types_of_all_kinds_stay_as_they_are() throws Exception {
    convertText(
        "in/a.json",
        "[{\"o\":{\"k\":[1,2],\"t\":\"ü\"},\"m\":1.5,\"d\":\"2024-02-29\"},{\"m\":null}]");
    convertText(
        "in/b.json", "[{\"o\":{\"k\":[null,3],\"t\":\"\"},\"m\":2.5,\"d\":\"2024-03-01\"}]");
    convertText("in/c.csv", "big,dec\n9223372036854775807,12345678901234567890.12\n");
    convertText("in/d.csv", "big,dec\n-9223372036854775808,99999999999999999999.99\n");
    List<String> json = query("SELECT * FROM read_parquet('%s/[ab].parquet')".formatted(out()));
    List<String> numbers = query("SELECT * FROM read_parquet('%s/[cd].parquet')".formatted(out()));

    compact();

    assertThat(files()).hasSize(2);
    assertThat(query("SELECT * FROM read_parquet('%s/a-*.parquet')".formatted(out())))
        .isEqualTo(json);
    assertThat(query("SELECT * FROM read_parquet('%s/c-*.parquet')".formatted(out())))
        .isEqualTo(numbers)
        .contains("9223372036854775807|12345678901234567890.12");
  }

  @Test
  void a_source_that_somebody_has_changed_stops_it() throws Exception {
    convertText("in/a.csv", "id\n1\n2\n");
    convertText("in/b.csv", "id\n3\n");
    Path changed = out().resolve("a.parquet");
    Map<String, String> metadata = ParquetFooters.read(changed).metadata();
    write(
        "COPY (SELECT 7::BIGINT AS id UNION ALL SELECT 2) TO '%s' (FORMAT parquet)"
            .formatted(changed));
    FooterRewrite.metadata(changed, metadata);

    assertThat(session.run("compact", out().toString())).isEqualTo(13);

    assertThat(session.err()).contains("a.parquet is not what its job published").contains("'id'");
    assertThat(files()).containsExactly("a.parquet", "b.parquet");
    assertThat(out().resolve("_logflow")).doesNotExist();
    assertThat(text("SELECT count(*) FROM compactions")).isEqualTo("0");
    assertThat(text("SELECT count(*) FROM compacted")).isEqualTo("0");
  }

  @Test
  void folders_below_are_compacted_each_for_itself() throws Exception {
    for (String name : List.of("a/1", "a/2", "b/1", "b/2")) {
      session.write("deep/" + name + ".csv", "id\n" + name.hashCode() + "\n");
    }
    String deep = session.home().resolve("deep").toString();
    assertThat(session.run("convert", deep, "--recursive", "-o", out() + "/"))
        .as(session.err())
        .isZero();
    compact();
    assertThat(session.out()).contains("has no Parquet files");
    compact("-r");

    for (String name : List.of("a", "b")) {
      assertThat(query("FROM glob('%s/%s/*.parquet')".formatted(out(), name))).hasSize(1);
      assertThat(query("FROM read_parquet('%s/%s/*.parquet')".formatted(out(), name))).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Faults.Kind.class)
  void whatever_fails_the_rows_stay_and_the_next_time_it_is_done(Faults.Kind kind)
      throws Exception {
    int turn = 0;
    boolean failed;
    do {
      turn++;
      convertText("in/" + turn + "a.csv", "id\n1\n");
      convertText("in/" + turn + "b.csv", "id\n2\n");
      List<String> before = allRows();
      Faults.failAt(kind, turn);
      session.run("compact", out().toString());
      failed = Faults.hasFailed(kind);
      Faults.failAt(kind, 0);

      compact();
      assertThat(allRows()).as(kind + " " + turn).isEqualTo(before);
      assertThat(files()).as(kind + " " + turn).hasSize(1);
      assertThat(out().resolve("_logflow")).doesNotExist();
    } while (failed);
    assertThat(turn).isGreaterThan(5);
    assertThat(text("SELECT count(*) FROM compactions WHERE state <> 'done'")).isEqualTo("0");
    assertThat(session.run("prove", jobIds().get(0))).as(session.err()).isZero();
  }

  @Test
  void a_size_or_folder_that_is_none_is_told() throws Exception {
    assertThat(session.run("compact", out().toString(), "--target-size", "big")).isEqualTo(USAGE);
    assertThat(session.err()).contains("--target-size is 'big'");
    assertThat(session.run("compact", out().toString())).isEqualTo(USAGE);
    assertThat(session.err()).contains("is no folder");
  }
}
