package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.engine.AvroEngine;
import io.logflow.format.Inspector;
import io.logflow.job.Agreement;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ConversionException;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.scan.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Full verification of outputs that hold rescued values: each change of one of them is found. */
class RescueMutationTest {
  private static final int ROWS = 40;
  private static final int RESCUED = 1;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"in.csv", "in.ndjson"})
  void every_change_of_what_was_rescued_is_found(String name) throws IOException {
    StringBuilder text = new StringBuilder(name.endsWith("csv") ? "n,more\n" : "");
    for (int row = 0; row < ROWS; row++) {
      String value = row % 3 == 0 ? "" + row : "\"x" + row + "\"";
      text.append(
          name.endsWith("csv")
              ? value + ",m" + row % 2 + "\n"
              : "{\"n\":" + value + ",\"more\":[" + row + "]}\n");
    }
    Job job = converted(name, text.toString());
    new Verifier().verify(job);
    StagingTable written = StagingTable.read(job);
    assertThat(written.columns().get(RESCUED)).doesNotContainNull().hasSize(ROWS);
    for (int row = 0; row < ROWS; row++) {
      String old = (String) written.columns().get(RESCUED).get(row);
      int at = row % old.length();
      char other = (char) (old.charAt(at) ^ 1);
      assertFound(job, written, RESCUED, row, old.substring(0, at) + other + old.substring(at + 1));
      assertFound(job, written, RESCUED, row, null);
      Long number = (Long) written.columns().get(0).get(row);
      assertFound(job, written, 0, row, number == null ? (Object) 0L : (Object) (number ^ 1));
    }
  }

  private static void assertFound(
      Job job, StagingTable written, int column, int row, Object value) {
    StagingTable changed = written.copy();
    changed.columns().get(column).set(row, value);
    assertThatThrownBy(
            () -> {
              changed.write(job, 7);
              new Verifier().verify(job);
            })
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("its column '" + (column == 0 ? "n" : "_rescued") + "'")
        .hasMessageContaining("first in row group " + (row / 7 + 1) + " ");
  }

  private Job converted(String name, String text) throws IOException {
    Path input = Files.writeString(folder.resolve(name), text);
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("_logflow/staging"));
    Job job =
        TestJobs.job(
            TestJobs.ID,
            out,
            "out.parquet",
            input,
            TestJobs.options(OnExisting.FAIL, Offsets.UTC, true));
    ContractColumn n = new ContractColumn("n", ColumnType.BIGINT, Optional.empty(), true);
    Contract contract = new Contract(List.of(n)).rescuing();
    Job planned = new Scan().scan(new Inspector().inspect(job).under(Agreement.NONE, contract));
    return planned.withConversion(new AvroEngine().convert(planned, planned.requirePlan()));
  }
}
