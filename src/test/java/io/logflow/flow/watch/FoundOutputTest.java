package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.LogFlowException;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundOutputTest {
  @TempDir private Path folder;

  private static StoredJob job(Path output) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("id", "01hf7yat00aaaaaaaa12345678");
    columns.put("output_path", output.toString());
    return new StoredJob(columns);
  }

  @Test
  void what_is_no_output_of_the_job_is_none() throws Exception {
    assertThat(FoundOutput.of(job(folder.resolve("none.parquet")))).isEmpty();
    assertThat(FoundOutput.of(job(folder))).isEmpty();
    Path text = Files.writeString(folder.resolve("a.parquet"), "PAR1 not really PAR1");
    assertThat(FoundOutput.of(job(text))).isEmpty();
  }

  @Test
  void what_cannot_be_looked_at_is_not_taken_for_none() {
    assertThatThrownBy(() -> FoundOutput.of(job(folder.resolve("x".repeat(300)))))
        .isInstanceOf(LogFlowException.class)
        .hasMessageContaining("cannot be looked at");
  }
}
