package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.parquet.DatasetManifest;
import io.logflow.parquet.ManifestTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tests of datasets have in common. */
abstract class DatasetRig extends CompactRig {
  /** Adds a text to the dataset, and looks whether its manifest is true. */
  DatasetManifest add(String name, String text, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--output-kind", "dataset"));
    all.addAll(List.of(options));
    convertText(name, text, all.toArray(String[]::new));
    return ManifestTruth.check(out());
  }

  int tryToAdd(String name, String text, String... options) throws IOException {
    Path input = session.write(name, text);
    List<String> all = new ArrayList<>(List.of("convert", input.toString()));
    all.addAll(List.of("-o", out() + "/", "--output-kind", "dataset"));
    all.addAll(List.of(options));
    return session.run(all.toArray(String[]::new));
  }

  Path second() {
    return out().resolveSibling("out.v2");
  }

  List<String> typesOfAll() {
    return query("SELECT column_type FROM (DESCRIBE FROM read_parquet('" + out() + "/*.parquet'))");
  }

  /** The columns in the order of the rows' first one, without any option for the reader. */
  List<String> rowsById() {
    return query("SELECT * FROM read_parquet('" + out() + "/*.parquet') ORDER BY id");
  }

  void proveAll() throws Exception {
    for (String job : jobIds()) {
      assertThat(session.run("prove", job)).as(session.err()).isZero();
      assertThat(session.out()).contains("was read again: the same values.");
    }
  }

  void assertNothingLeft() throws IOException {
    assertThat(out().resolve("_logflow/staging")).doesNotExist();
    assertThat(Files.exists(session.home().resolve(".logflow/tmp"))).as("temporary files").isTrue();
    try (var left = Files.list(session.home().resolve(".logflow/tmp"))) {
      assertThat(left).isEmpty();
    }
  }
}
