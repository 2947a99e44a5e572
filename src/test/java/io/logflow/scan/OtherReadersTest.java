package io.logflow.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.logflow.engine.AvroEngine;
import io.logflow.engine.DuckDbEngine;
import io.logflow.format.Inspector;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputException;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.RejectLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another reader may take otherwise is never given to one. */
class OtherReadersTest {
  private static final int MEGABYTE = 1 << 20;
  private final DuckDbEngine duckdb = new DuckDbEngine(new AvroEngine());
  private final Jobs.Options options = new Jobs.Options();
  @TempDir Path folder;

  private Plan scan(String text) throws IOException {
    return Jobs.scan(options, Files.writeString(folder.resolve("a.csv"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n \"x\",y\n",
        "a,b\n\"x\" ,y\n",
        "a,b\nx, \"y\"\n",
        "a,b\nx,\"y\" \n",
        "a,b\nx,y\n\nx,y\n",
        "a,b\nx,y\n\n",
        "a,b\nx,y\"z\n",
        "a,b\nx,y\r\nx,y\n"
      })
  void text_that_may_be_taken_otherwise_is_not_clean(String text) throws IOException {
    Plan plan = scan(text);
    assertThat(plan.clean()).isFalse();
    assertThat(duckdb.supports(plan).yes()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n\"x\",y\n", "a,b\n\"x \"\"1\"\"\n\",y\n", "a,b\n x ,y\n"})
  void text_that_all_take_alike_is_clean(String text) throws IOException {
    Plan plan = scan(text);
    assertThat(plan.clean()).isTrue();
    assertThat(duckdb.supports(plan).yes()).isTrue();
  }

  @Test
  void words_for_null_are_text_in_quotes() throws IOException {
    options.nullValues = List.of("NA");
    Plan plan = scan("a,b\nNA,x\n\"NA\",x\n");
    assertThat(plan.columns().get(0).statistics().orElseThrow().values()).isOne();
    assertThat(plan.columns().get(0).statistics().orElseThrow().nulls()).isOne();
    assertThat(plan.inputs().get(0).quotedNulls()).isFalse();
  }

  @Test
  void one_invalid_byte_after_a_megabyte_of_ascii_is_found() throws IOException {
    Files.createDirectories(folder.resolve("_logflow/staging"));
    String line = "word,1\n";
    String text = "a,b\n" + line.repeat(MEGABYTE / line.length() + 1) + "caf\u00E9,1\n" + line;
    Path file = Files.write(folder.resolve("late.csv"), text.getBytes(ISO_8859_1));
    Job job = new Inspector().inspect(Jobs.open(options, file));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new Scan().scan(job))
        .withMessageContaining("1 of ")
        .satisfies(error -> assertThat(error.kind()).isEqualTo(ErrorKind.TOO_MANY_REJECTS))
        .satisfies(
            error ->
                assertThat(error.remedy())
                    .contains("--encoding windows-1252", "--max-rejects 1")
                    .contains(job.target().keptRejects(job.id()).toString()));
    Files.delete(job.target().stagingRejects(job.id()));
    options.maxRejects = RejectLimit.ofCount(1);
    Plan plan = new Scan().scan(new Inspector().inspect(Jobs.open(options, file))).requirePlan();
    assertThat(plan.rowsRejected()).isOne();
    assertThat(duckdb.supports(plan).yes()).isFalse();
  }
}
