package io.logflow.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.JobStatus;
import io.logflow.job.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One row of a hundred has too many fields or too few: these and no others are rejected. */
class RaggedRowsTest extends ThemeBench {
  private static final Map<String, Object> TWO_PERCENT =
      Map.of("conversion.header", true, "conversion.max_rejects", "2%");

  /** What must stand in the rejects file, and what in the output. */
  private static final class Expected {
    final List<String> lines = new ArrayList<>();
    final List<String> offsets = new ArrayList<>();
    final List<String> raw = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();
    long rows;
    long sumOfIds;
    long sumOfAmounts;
    private long offset;

    private void take(BufferedWriter out, int row, Random random) throws IOException {
      int amount = random.nextInt(1000);
      String sound = row + "," + amount + ",\"n, " + amount % 7 + "\"";
      String text = sound;
      if (random.nextInt(100) == 0) {
        boolean more = random.nextBoolean();
        text = more ? sound + ",surplus" : row + "," + amount;
        lines.add(Integer.toString(row + 2));
        offsets.add(Long.toString(offset));
        // As DuckDB shows a quote in a BLOB.
        raw.add(text.replace("\"", "\\x22"));
        reasons.add(more ? "too many fields" : "too few fields");
      } else {
        rows++;
        sumOfIds += row;
        sumOfAmounts += amount;
      }
      write(out, text);
    }

    private void write(BufferedWriter out, String line) throws IOException {
      out.write(line);
      out.write('\n');
      offset += line.length() + 1;
    }
  }

  private static Expected generate(Path file, int rows) throws IOException {
    Expected expected = new Expected();
    Random random = new Random(rows);
    try (BufferedWriter out = Files.newBufferedWriter(file, US_ASCII)) {
      expected.write(out, "id,amount,name");
      for (int row = 0; row < rows; row++) {
        expected.take(out, row, random);
      }
    }
    return expected;
  }

  private void assertRejected(String engine, int rows) throws IOException {
    Path input = folder.resolve("ragged.csv");
    Expected expected = generate(input, rows);
    Optional<Outcome> taken = convertIfTaken(engine, TWO_PERCENT, input);
    if (taken.isEmpty()) {
      return;
    }
    Outcome outcome = taken.get();
    assertThat(outcome.status()).isEqualTo(JobStatus.COMPLETED_WITH_REJECTS);
    assertThat(outcome.rowsRead()).isEqualTo(rows);
    assertThat(outcome.rowsWritten()).isEqualTo(expected.rows);
    assertThat(outcome.rowsRejected()).isEqualTo(expected.lines.size());
    assertThat(outcome.rowsSkipped()).isZero();
    Map<String, List<String>> rejects = Readback.columns(outcome.rejects().orElseThrow());
    assertThat(rejects.get("line")).isEqualTo(expected.lines);
    assertThat(rejects.get("byte_offset")).isEqualTo(expected.offsets);
    assertThat(rejects.get("raw")).isEqualTo(expected.raw);
    assertThat(rejects.get("reason")).isEqualTo(expected.reasons);
    Map<String, BigDecimal> sums = Readback.sums(outcome.output());
    assertThat(sums.get("id")).isEqualByComparingTo(BigDecimal.valueOf(expected.sumOfIds));
    assertThat(sums.get("amount")).isEqualByComparingTo(BigDecimal.valueOf(expected.sumOfAmounts));
  }

  @EveryEngine
  void of_300_000_rows_the_ragged_ones_are_rejected(String engine) throws IOException {
    assertRejected(engine, 300_000);
  }

  @Tag("soak")
  @EveryEngine
  void of_10_million_rows_the_ragged_ones_are_rejected(String engine) throws IOException {
    assertRejected(engine, 10_000_000);
  }

  @Test
  void duckdb_says_why_it_does_not_take_a_file_with_ragged_rows() throws IOException {
    Path input = folder.resolve("ragged.csv");
    Expected expected = generate(input, 10_000);
    assertThat(refusal("duckdb", TWO_PERCENT, input))
        .hasMessageContaining(
            "it cannot leave rows out, and %d of 10000 are rejected or skipped."
                .formatted(expected.lines.size()));
  }

  @EveryEngine
  void more_ragged_rows_than_are_allowed_fail_the_job(String engine) throws IOException {
    Path input = folder.resolve("ragged.csv");
    Expected expected = generate(input, 10_000);
    Map<String, Object> tooFew =
        Map.of("conversion.header", true, "conversion.max_rejects", expected.lines.size() - 1);
    assertThat(refusal(engine, tooFew, input))
        .hasMessageContaining(expected.lines.size() + " of 10000 rows cannot be taken in");
  }
}
