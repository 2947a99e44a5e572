package io.logflow.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A folder output that is not what its job published is told by all that look at it. */
class FolderTruthTest extends ReplayRig {
  private Path output;
  private Path first;
  private Path second;

  @BeforeEach
  void convert() throws Exception {
    Path input = session.write("in.csv", "k,v\na,1\nb,2\n");
    Path file = session.home().resolve("out/all.parquet");
    assertThat(
            session.run("convert", input.toString(), "-o", file.toString(), "--partition-by", "k"))
        .as(session.err())
        .isZero();
    output = session.home().resolve("out/all");
    first = output.resolve("k=a/part-00000.parquet");
    second = output.resolve("k=b/part-00000.parquet");
  }

  private int recovered(Path folder) throws Exception {
    Files.delete(session.database());
    session.run("db", "recover", folder.toString());
    return Integer.parseInt(text("SELECT count(*) FROM jobs"));
  }

  private String told(String... command) {
    assertThat(session.run(command)).isNotZero();
    return session.out() + session.err();
  }

  private String audit() {
    String inbox = session.home().resolve("in").toString();
    return told("doctor", "--audit", "--inbox", inbox, "--output", output.getParent().toString());
  }

  @Test
  void a_folder_that_is_named_itself_is_one_output() throws Exception {
    assertThat(recovered(output)).isEqualTo(1);
    assertThat(text("SELECT output_path FROM jobs")).isEqualTo(output.toString());
    assertThat(text("SELECT row_count FROM jobs")).isEqualTo("2");
    assertThat(text("SELECT output_size FROM jobs"))
        .isEqualTo(Long.toString(Files.size(first) + Files.size(second)));
  }

  @Test
  void of_a_folder_that_misses_a_part_nothing_is_entered() throws Exception {
    Files.delete(first);
    assertThat(told("prove", job())).contains("k=a/part-00000.parquet is not there");
    assertThat(recovered(session.home().resolve("out"))).isZero();
    assertThat(session.out() + session.err()).contains("k=a/part-00000.parquet is not there");
  }

  @Test
  void nor_of_a_part_that_is_alone() throws Exception {
    Path alone = Files.createDirectory(session.home().resolve("alone"));
    Files.copy(first, alone.resolve("some.parquet"));
    assertThat(recovered(alone)).isZero();
    assertThat(session.out() + session.err()).contains("is a part of an output");
  }

  @Test
  void a_part_in_the_place_of_another_one_is_told() throws Exception {
    Files.copy(first, second, StandardCopyOption.REPLACE_EXISTING);
    String what = "k=b/part-00000.parquet says of itself that it is k=a/part-00000.parquet";
    assertThat(told("prove", job())).contains(what);
    assertThat(audit()).contains(what);
    assertThat(recovered(output)).isZero();
  }

  @Test
  void a_manifest_that_names_fewer_rows_than_its_parts_have_is_told() throws Exception {
    Path manifest = output.resolve("_manifest.json");
    String text = Files.readString(manifest);
    assertThat(text).contains("\"rows\" : 2,");
    Files.writeString(manifest, text.replace("\"rows\" : 2,", "\"rows\" : 1,"));
    assertThat(told("prove", job())).contains("its parts have 2 rows");
    assertThat(audit()).contains("its parts have 2 rows");
  }

  @Test
  void a_part_whose_bytes_are_others_is_told_though_its_values_are_the_same() throws Exception {
    String bytes = Files.readString(second, ISO_8859_1);
    assertThat(bytes).contains("logflow.source_name");
    Files.writeString(second, bytes.replace("in.csv", "on.csv"), ISO_8859_1);
    assertThat(told("prove", job()))
        .contains("k=b/part-00000.parquet has another SHA-256 than its manifest says");
    Files.writeString(second, bytes + " ", ISO_8859_1);
    assertThat(told("prove", job())).contains("k=b/part-00000.parquet");
  }
}
