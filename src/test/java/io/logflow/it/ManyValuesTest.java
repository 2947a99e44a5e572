package io.logflow.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More rows, and so more values of one column, than an {@code int} counts. */
@Tag("soak")
class ManyValuesTest extends ThemeBench {
  private static final long ROWS = (1L << 31) + 1_000;
  private static final int ROWS_AT_ONCE = 1 << 20;

  @Test
  void of_more_rows_than_an_int_counts_none_is_lost() throws IOException {
    Path input = folder.resolve("ones.csv");
    try (OutputStream out = Files.newOutputStream(input)) {
      out.write("number\n".getBytes(US_ASCII));
      byte[] ones = "1\n".repeat(ROWS_AT_ONCE).getBytes(US_ASCII);
      for (long row = 0; row < ROWS - 1; row += ROWS_AT_ONCE) {
        out.write(ones, 0, (int) Math.min(ones.length, 2 * (ROWS - 1 - row)));
      }
      out.write("7\n".getBytes(US_ASCII));
    }
    Outcome outcome = convert("arrow", HEADER, input);
    assertThat(outcome.rowsRead()).isEqualTo(ROWS);
    assertThat(outcome.rowsWritten()).isEqualTo(ROWS);
    assertThat(
            Readback.value(
                "SELECT concat_ws(' ', count(*), count(number), sum(number), max(number),"
                    + " sum(number) FILTER (file_row_number >= 2147483647))"
                    + " FROM read_parquet(?, file_row_number = true)",
                outcome.output()))
        .isEqualTo(ROWS + " " + ROWS + " " + (ROWS + 6) + " 7 1007");
  }
}
