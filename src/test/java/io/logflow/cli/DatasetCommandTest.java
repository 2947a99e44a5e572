package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.parquet.DatasetManifest;
import io.logflow.parquet.FileTruth;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.FooterRewrite;
import io.logflow.parquet.ManifestTruth;
import io.logflow.parquet.ParquetFooters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs add parts to one folder of one schema, which gets wider as a whole. */
class DatasetCommandTest extends DatasetRig {
  @Test
  void a_wider_part_widens_all_others_and_every_value_stays() throws Exception {
    add("a.csv", "id,n,d,empty\n1,12,2024-01-01,\n2,-900719925474099,2024-01-02,\n");
    DatasetManifest narrow = add("b.csv", "id,n,d,empty\n3,14,1969-12-31,\n");
    assertThat(narrow.schemaVersion()).isEqualTo(1);
    assertThat(narrow.parts()).hasSize(2);

    DatasetManifest wide = add("c.csv", "id,n,d,empty,x\n4,0.5,2024-01-03 10:00:00.5,7.25,true\n");

    assertThat(session.out())
        .contains("c.csv changes the schema of the dataset " + out())
        .contains("whose parts are written anew with it");
    assertThat(wide.schemaVersion()).isEqualTo(2);
    assertThat(wide.rows()).isEqualTo(4);
    assertThat(typesOfAll()).containsExactly("BIGINT", "DOUBLE", "TIMESTAMP", "DOUBLE", "BOOLEAN");
    assertThat(rowsById())
        .containsExactly(
            "1|12.0|2024-01-01 00:00:00.0|NULL|NULL",
            "2|-9.00719925474099E14|2024-01-02 00:00:00.0|NULL|NULL",
            "3|14.0|1969-12-31 00:00:00.0|NULL|NULL",
            "4|0.5|2024-01-03 10:00:00.5|7.25|true");
    List<Object> byJava = new ArrayList<>();
    for (DatasetManifest.Part part : wide.parts()) {
      byJava.addAll(FileTruth.read(out().resolve(part.path())).columns().get(1));
    }
    assertThat(byJava).containsExactlyInAnyOrder(12.0, -900719925474099.0, 14.0, 0.5);
    proveAll();
    assertNothingLeft();

    add("d.csv", "n,id\n3,5\n");
    assertThat(rowsById().get(4)).isEqualTo("5|3.0|NULL|NULL|NULL");
    assertThat(files()).hasSize(4);
  }

  @Test
  void decimals_become_wider_decimals() throws Exception {
    add("a.csv", "id,n\n1,9223372036854775807\n2,-5\n");
    add("b.csv", "id,n\n3,0.1234567890123456789\n", "--types", "n=DECIMAL(38,19)");
    assertThat(rowsById())
        .containsExactly(
            "1|9223372036854775807.0000000000000000000",
            "2|-5.0000000000000000000",
            "3|0.1234567890123456789");
    proveAll();
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 0.5, BIGINT",
    "1.5, abc, DOUBLE",
    "0.1, 1234567890.12345678901, DOUBLE",
    "true, x, BOOLEAN",
  })
  void what_cannot_be_widened_exactly_goes_to_a_dataset_of_its_own(
      String first, String later, String type) throws Exception {
    add("a.csv", "n\n" + first + "\n");
    List<String> before = files();

    add("b.csv", "n\n" + later + "\n");

    assertThat(files()).isEqualTo(before);
    assertThat(typesOfAll()).containsExactly(type);
    assertThat(session.out()).contains("version 2 goes to " + second());
    assertThat(ManifestTruth.check(second()).rows()).isEqualTo(1);
    assertThat(
            query(
                "SELECT starts_with(n::VARCHAR, '%s') FROM read_parquet('%s/*.parquet')"
                    .formatted(later, second())))
        .containsExactly("true");
  }

  @Test
  void the_same_input_comes_once_unless_it_is_asked_for() throws Exception {
    add("a.csv", "id\n1\n");
    assertThat(tryToAdd("again.csv", "id\n1\n")).isEqualTo(7);
    assertThat(session.err()).contains("The rows of again.csv are in the dataset already, in");
    assertThat(ManifestTruth.check(out()).rows()).isEqualTo(1);

    add("again.csv", "id\n1\n", "--set", "conversion.on_existing=version");
    assertThat(rowsById()).containsExactly("1", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "--partition-by=id, 2, partition_by cannot be kept in a dataset",
    "--max-file-size=1MB, 2, max_file_size cannot be kept in a dataset",
    "--force, 2, nothing is replaced",
    "--set=schema.mode=free, 2, a dataset has one schema",
  })
  void what_a_part_cannot_have_is_refused(String option, int exit, String why) throws Exception {
    assertThat(tryToAdd("a.csv", "id\n1\n", option)).isEqualTo(exit);
    assertThat(session.err()).contains(why);
    assertThat(out()).doesNotExist();
  }

  @Test
  void a_file_is_no_dataset() throws Exception {
    Path input = session.write("a.csv", "id\n1\n");
    String one = session.home().resolve("one.parquet").toString();
    assertThat(session.run("convert", input.toString(), "-o", one, "--output-kind", "dataset"))
        .isEqualTo(2);
    assertThat(session.err()).contains("output_kind is dataset, and an output that is a file");
    assertThat(Path.of(one)).doesNotExist();
  }

  @Test
  void nothing_else_is_put_into_a_dataset() throws Exception {
    add("a.csv", "id\n1\n");
    Path input = session.write("b.csv", "id\n2\n");
    for (String into : List.of(out() + "/", out() + "/below/", out() + "/b.parquet")) {
      assertThat(session.run("convert", input.toString(), "-o", into)).isEqualTo(7);
      assertThat(session.err()).contains(out() + " is a dataset");
    }
    String below = out() + "/below/";
    assertThat(session.run("convert", input.toString(), "-o", below, "--output-kind", "dataset"))
        .isEqualTo(7);
    ManifestTruth.check(out());
  }

  @Test
  void outputs_that_are_there_become_parts_and_strangers_do_not() throws Exception {
    convertText("a.csv", "id\n1\n");
    assertThat(add("b.csv", "id\n2.5\n").parts()).hasSize(2);
    assertThat(rowsById()).containsExactly("1.0", "2.5");

    Files.createDirectory(second());
    write("COPY (SELECT 1 AS id) TO '" + second() + "/x.parquet'");
    Path input = session.write("c.csv", "id\n3\n");
    assertThat(
            session.run(
                "convert", input.toString(), "-o", second() + "/", "--output-kind", "dataset"))
        .isEqualTo(7);
    assertThat(session.err()).contains("cannot become a dataset");
  }

  @Test
  void a_frozen_dataset_waits_until_somebody_accepts() throws Exception {
    add("a.csv", "id\n1\n");
    assertThat(tryToAdd("b.csv", "id\n2.5\n", "--set", "schema.mode=freeze")).isEqualTo(17);
    String failed = jobIds().get(1);
    assertThat(session.run("schema", "accept", failed)).as(session.err()).isZero();

    add("b.csv", "id\n2.5\n", "--set", "schema.mode=freeze");
    assertThat(rowsById()).containsExactly("1.0", "2.5");
  }

  @Test
  void compaction_and_widening_follow_one_another() throws Exception {
    for (int number = 1; number <= 6; number++) {
      add("in/%d.csv".formatted(number), "id,s\n%d,x\n".formatted(number));
    }
    compact();
    assertThat(ManifestTruth.check(out()).parts()).hasSize(1);
    add("in/7.csv", "id,s,t\n7.5,y,2024-05-06 07:08:09\n");
    assertThat(ManifestTruth.check(out()).parts()).hasSize(2);
    assertThat(rowsById())
        .startsWith("1.0|x|NULL", "2.0|x|NULL")
        .endsWith("7.5|y|2024-05-06 07:08:09.0")
        .hasSize(7);
    proveCompacted();
    compact();
    DatasetManifest last = ManifestTruth.check(out());
    assertThat(last.parts()).hasSize(1);
    assertThat(last.parts().get(0).jobs()).hasSize(7);
    assertThat(last.schemaVersion()).isEqualTo(2);
    proveCompacted();
    assertNothingLeft();
  }

  private void proveCompacted() throws Exception {
    for (String job : jobIds()) {
      assertThat(session.run("prove", job)).as(session.err()).isZero();
    }
  }

  @Test
  void a_part_that_somebody_changed_is_told_of_and_not_written_anew() throws Exception {
    add("a.csv", "id\n1\n2\n");
    Path part = out().resolve(files().get(0));
    Path other = session.home().resolve("other.parquet");
    Path rows = session.write("x/b.csv", "id\n1\n3\n");
    assertThat(session.run("convert", rows.toString(), "-o", other.toString())).isZero();
    byte[] before = Files.readAllBytes(part);
    Map<String, String> footer = ParquetFooters.read(part).metadata();
    Files.copy(other, part, StandardCopyOption.REPLACE_EXISTING);
    FooterRewrite.metadata(part, footer);

    assertThat(session.run("prove", jobIds().get(0))).isEqualTo(13);
    assertThat(tryToAdd("c.csv", "id\n1.5\n")).isEqualTo(13);
    assertThat(session.err()).contains("is not what its job published");
    assertThat(files()).hasSize(1);

    Files.write(part, before);
    add("c.csv", "id\n1.5\n");
    assertThat(rowsById()).containsExactly("1.0", "1.5", "2.0");
  }

  @Test
  void sorted_parts_stay_sorted() throws Exception {
    add("a.csv", "id\n3\n1\n2\n", "--sort-by", "id desc");
    add("b.csv", "id\n0.5\n");
    Path widened = out().resolve(files().get(0));
    assertThat(query("SELECT id FROM read_parquet('" + widened + "')"))
        .containsExactly("3.0", "2.0", "1.0");
    assertThat(ParquetFooters.read(widened).metadata())
        .containsEntry(FooterMetadata.SORTED_BY, "id desc");
  }
}
