package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.ManifestTruth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the history, the doctor and replays know of datasets. */
class DatasetBooksTest extends DatasetRig {
  @Test
  void rejected_rows_become_a_part_of_their_own_also_after_widening() throws Exception {
    add("a.csv", "id,name\n1,a\n2\n", "--max-rejects", "9");
    String job = jobIds().get(0);
    add("b.csv", "id,name\n0.5,b\n");

    assertThat(session.run("replay", job, "--as", "rewrite", "--ragged-rows", "pad")).isEqualTo(2);
    assertThat(session.err()).contains("is a part of a dataset, which is not made again");
    assertThat(session.run("replay", job, "--ragged-rows", "pad")).as(session.err()).isZero();

    assertThat(ManifestTruth.check(out()).parts()).hasSize(3);
    assertThat(rowsById()).containsExactly("0.5|b", "1.0|a", "2.0|NULL");
    assertThat(session.run("replay", job, "--ragged-rows", "pad")).isZero();
    assertThat(rowsById()).hasSize(3);
    for (String one : jobIds()) {
      assertThat(session.run("prove", one)).as(session.err()).isZero();
    }
  }

  @Test
  void the_books_can_be_made_anew_and_the_manifest_with_them() throws Exception {
    add("a.csv", "id\n1\n");
    add("b.csv", "id,x\n2.5,y\n");
    List<String> jobs = jobIds();
    Files.delete(session.database());
    Files.delete(out().resolve(files().get(0)));

    assertThat(session.run("db", "recover", out().toString())).as(session.out()).isZero();

    assertThat(jobIds()).hasSize(1);
    assertThat(jobs).containsAll(jobIds());
    ManifestTruth.check(out());
    assertThat(tryToAdd("b.csv", "id,x\n2.5,y\n")).isEqualTo(7);
    add("c.csv", "id\n3\n");
    assertThat(rowsById()).containsExactly("2.5|y", "3.0|NULL");
    assertThat(second()).doesNotExist();
  }

  @Test
  void an_audit_compares_the_manifest_with_the_folder() throws Exception {
    add("a.csv", "id\n1\n");
    add("b.csv", "id\n2.5\n");
    Path inbox = Files.createDirectories(session.home().resolve("inbox"));
    String[] audit = {"doctor", "--audit", "--inbox", inbox.toString(), "-o", out().toString()};
    assertThat(session.run(audit)).as(session.out()).isZero();

    Path manifest = out().resolve(FolderManifest.NAME);
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("b-2", "c-2"));
    assertThat(session.run(audit)).isEqualTo(16);
    assertThat(session.out()).contains("is not there", "does not name b-2");
    Files.writeString(
        manifest, text.replaceFirst("\"bytes\" : \\d+,\n    ", "\"bytes\" : 7,\n    "));
    assertThat(session.run(audit)).isEqualTo(16);
    assertThat(session.out()).contains("has another size");
    Files.writeString(manifest, "{\"format\" : \"logflow-dataset\"");
    assertThat(session.run(audit)).isEqualTo(16);
    assertThat(session.out()).contains("It cannot be read.");

    // A damaged one is made anew of what is in the folder.
    add("c.csv", "id\n3\n");
    assertThat(rowsById()).containsExactly("1.0", "2.5", "3.0");
    assertThat(session.run(audit)).as(session.out()).isZero();
  }

  @Test
  void a_part_with_other_bytes_is_not_proven() throws Exception {
    add("a.csv", "id\n1\n");
    Path manifest = out().resolve(FolderManifest.NAME);
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replaceFirst("\"sha256\" : \"[0-9a-f]{64}\"", "\"sha256\" : \"0\""));
    assertThat(session.run("prove", jobIds().get(0))).isEqualTo(13);
    assertThat(session.err()).contains("has another SHA-256 than its manifest says");
  }
}
