package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Sha256;
import io.logflow.parquet.DatasetManifest.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compares the manifest of a dataset with what is in its folder. */
public final class ManifestTruth {
  private ManifestTruth() {}

  /**
   * Fails where it names other files than {@code *.parquet} does, or says something else of one.
   */
  public static DatasetManifest check(Path folder) throws IOException {
    assertThat(DatasetManifest.isIn(folder)).isTrue();
    DatasetManifest manifest = DatasetManifest.read(folder).orElseThrow();
    List<String> there;
    try (Stream<Path> all = Files.list(folder)) {
      there =
          all.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".parquet"))
              .sorted()
              .toList();
    }
    assertThat(manifest.parts().stream().map(Part::path)).containsExactlyElementsOf(there);
    for (Part part : manifest.parts()) {
      Path file = folder.resolve(part.path());
      Footer footer = ParquetFooters.read(file);
      assertThat(part.bytes()).isEqualTo(Files.size(file));
      assertThat(part.sha256()).isEqualTo(Sha256.of(file));
      assertThat(part.rows()).isEqualTo(footer.rows());
      assertThat(DatasetManifest.NamedType.of(footer.schema())).isEqualTo(manifest.columns());
      assertThat(part.jobs())
          .containsExactlyElementsOf(
              FooterMetadata.entries(footer.metadata()).stream()
                  .map(entry -> entry.get(FooterMetadata.JOB_ID))
                  .toList());
    }
    return manifest;
  }
}
