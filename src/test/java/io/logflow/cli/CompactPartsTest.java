package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Sha256;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.FolderManifest.Part;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetFooters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts of one output become fewer, and it stays that job's output. */
class CompactPartsTest extends CompactRig {
  private static final int ROWS = 4_000;

  private Path output() {
    return out().resolve("a");
  }

  private String table() {
    StringBuilder text = new StringBuilder("id,g,hash\n");
    for (int row = 0; row < ROWS; row++) {
      text.append(row).append(',').append(row % 2 == 0 ? "x" : "y").append(',');
      text.append(Sha256.of("" + row)).append('\n');
    }
    return text.toString();
  }

  private List<String> rowsInOrder() {
    List<String> rows = new ArrayList<>();
    for (Part part : FolderManifest.read(output()).parts()) {
      rows.addAll(
          query(
              "SELECT * FROM read_parquet('%s', hive_partitioning = false)"
                  .formatted(output().resolve(part.path()))));
    }
    return rows;
  }

  @Test
  void parts_of_a_sorted_output_stay_sorted_and_proven() throws Exception {
    convertText("in/a.csv", table(), "--max-file-size", "30KB", "--sort-by", "hash desc");
    List<String> before = rowsInOrder();
    int parts = FolderManifest.read(output()).parts().size();
    assertThat(parts).isGreaterThan(5);

    compact("-r", "--target-size", "100KB");

    FolderManifest after = FolderManifest.read(output());
    assertThat(after.parts()).hasSizeBetween(2, parts / 2);
    assertThat(rowsInOrder()).isEqualTo(before).hasSize(ROWS);
    assertThat(after.rows()).isEqualTo(ROWS);
    for (Part part : after.parts()) {
      Path file = output().resolve(part.path());
      assertThat(part.bytes()).isEqualTo(Files.size(file)).isLessThan(120_000);
      assertThat(part.sha256()).isEqualTo(Sha256.of(file));
      assertThat(ParquetFooters.read(file).metadata())
          .containsEntry(FooterMetadata.PART, part.path())
          .containsEntry(FooterMetadata.SORTED_BY, "hash desc");
    }
    assertThat(query("FROM glob('%s/**/*.parquet')".formatted(out())))
        .hasSize(after.parts().size());
    assertThat(output().resolve("_logflow")).doesNotExist();
    assertThat(session.run("prove", jobIds().get(0))).as(session.err()).isZero();
    assertThat(session.out()).contains("was read again: the same values.");
  }

  @Test
  void values_of_folders_stay_apart() throws Exception {
    convertText("in/a.csv", table(), "--max-file-size", "30KB", "--partition-by", "g");

    assertThat(session.run("compact", output().toString())).as(session.err()).isZero();

    assertThat(FolderManifest.read(output()).parts()).hasSize(2);
    for (String value : List.of("x", "y")) {
      assertThat(
              query(
                  "SELECT count(*), min(g), max(g) FROM read_parquet('%s/g=%s/*.parquet')"
                      .formatted(output(), value)))
          .containsExactly("2000|" + value + "|" + value);
    }
    assertThat(session.run("prove", jobIds().get(0))).as(session.err()).isZero();
    // The whole may be replaced as before, for all of it goes.
    convertText("in/a.csv", "id,g\n1,x\n", "--partition-by", "g", "--force");
    assertThat(query("SELECT * FROM read_parquet('%s/**/*.parquet')".formatted(output())))
        .containsExactly("1|x");
  }

  @Test
  void a_folder_of_values_within_an_output_is_not_compacted_by_itself() throws Exception {
    convertText("in/a.csv", "id,g\n1,x\n2,y\n", "--partition-by", "g");

    assertThat(session.run("compact", output().resolve("g=x").toString())).isEqualTo(USAGE);

    assertThat(session.err()).contains("is within an output in parts");
  }
}
