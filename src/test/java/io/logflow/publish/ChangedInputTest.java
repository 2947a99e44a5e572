package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.logflow.job.ConversionOptions;
import io.logflow.job.InputException;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedInputTest {
  private final Staging staging = new Staging();
  private final Publisher publisher = new Publisher();
  @TempDir private Path folder;

  @Test
  void an_input_that_changed_after_it_was_read_publishes_nothing() throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), "a,b");
    ConversionOptions options =
        TestJobs.job(TestJobs.ID, folder.resolve("out"), "a.parquet", OnExisting.FAIL).options();
    Job job =
        publisher.name(
            TestJobs.staged(
                staging.prepare(
                    TestJobs.job(TestJobs.ID, folder.resolve("out"), "a.parquet", input, options)),
                "data"));
    Files.writeString(input, "a,b,c");

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> publisher.publish(job))
        .withMessageContaining("changed while it was read");
    assertThat(folder.resolve("out/a.parquet")).doesNotExist();
    Files.delete(input);
    // It was read to its end before it went.
    assertThat(publisher.publish(job).publication().orElseThrow().path()).hasContent("data");
  }
}
