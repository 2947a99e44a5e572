package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.it.TableGenerator.Quoting;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random tables through every engine for as many minutes as {@code logflow.soak.minutes} says. Any
 * failure names its seed and keeps its table; {@code -Dlogflow.soak.seed=SEED} begins there.
 */
@Tag("soak")
class RandomTablesTest {
  private static final List<String> CODECS = List.of("snappy", "zstd", "gzip", "lz4", "none");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void every_engine_gives_what_was_generated() throws IOException {
    long end =
        System.nanoTime() + Duration.ofMinutes(Long.getLong("logflow.soak.minutes", 1)).toNanos();
    long seed = Long.getLong("logflow.soak.seed", System.currentTimeMillis());
    int tables = 0;
    try (Workbench bench = new Workbench(folder)) {
      for (; tables == 0 || System.nanoTime() < end; tables++) {
        convertOrName(bench, seed + tables);
      }
    }
    assertThat(tables).isPositive();
  }

  private void convertOrName(Workbench bench, long seed) throws IOException {
    try {
      convertOne(bench, seed);
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("seed " + seed + " failed on a table kept in " + folder, failure);
    }
  }

  private void convertOne(Workbench bench, long seed) throws IOException {
    Random random = new Random(seed);
    List<Quoting> quotings = List.of(Quoting.values());
    GeneratedTable table =
        new TableGenerator(
                seed,
                1 + random.nextInt(3000),
                quotings.get(random.nextInt(quotings.size())),
                random.nextBoolean() ? "\n" : "\r\n",
                ",;|\t".charAt(random.nextInt(4)),
                random.nextBoolean())
            .generate();
    Path input = Files.write(folder.resolve("table.csv"), table.csv());
    Map<String, Object> settings =
        Map.of(
            "conversion.header",
            table.header(),
            "conversion.compression",
            CODECS.get(random.nextInt(CODECS.size())),
            "conversion.batch_size",
            1 + random.nextInt(5000),
            "conversion.verify",
            "full");
    for (String engine : Engines.ableTo(bench, input, settings)) {
      Path output = folder.resolve(engine + ".parquet");
      Outcome outcome = bench.convert(input, output, engine, settings);
      assertThat(outcome.schema()).as(engine).isEqualTo(table.schema());
      Comparison.assertRows(table.rows(), output, table.schema());
    }
  }
}
