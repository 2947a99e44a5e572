package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import io.logflow.job.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs without a header whose first record cannot be taken in. */
class BrokenFirstRecordTest {
  @TempDir private Path folder;
  private Path output;
  private Path broken;

  @BeforeEach
  void make_input() throws IOException {
    output = folder.resolve("o.parquet");
    broken = Files.writeString(folder.resolve("b.csv"), "\"x\"y,1\n3,4\n5,6\n");
  }

  private Outcome convert(Path... inputs) throws IOException {
    try (Workbench bench = new Workbench(folder)) {
      return bench
          .logflow()
          .convert(
              Request.of(inputs)
                  .to(output)
                  .set("conversion.header", false)
                  .set("conversion.delimiter", ",")
                  .set("conversion.max_rejects", 1)
                  .build());
    }
  }

  @Test
  void the_sound_rows_keep_their_values_beside_another_input() throws IOException {
    Outcome outcome = convert(Files.writeString(folder.resolve("a.csv"), "1,2\n"), broken);

    assertThat(outcome.rowsRejected()).isEqualTo(1);
    assertThat(Readback.columns(output))
        .isEqualTo(Map.of("column1", List.of("1", "3", "5"), "column2", List.of("2", "4", "6")));
  }

  @Test
  void the_sound_rows_keep_their_values_alone() throws IOException {
    Outcome outcome = convert(broken);

    assertThat(outcome.rowsRejected()).isEqualTo(1);
    assertThat(Readback.columns(output))
        .isEqualTo(Map.of("column1", List.of("3", "5"), "column2", List.of("4", "6")));
  }
}
