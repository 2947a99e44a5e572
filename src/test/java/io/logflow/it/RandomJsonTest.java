package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random NDJSON through every engine: all give the same values in the same order. A failure names
 * its seed and keeps its file; {@code -Dlogflow.json.seeds=N} tries so many.
 */
class RandomJsonTest {
  private static final Map<String, Object> SETTINGS =
      Map.of("conversion.verify", "full", "conversion.max_rejects", "100%");

  /** What a column's values are drawn from. */
  private static final List<List<String>> POOLS =
      List.of(
          List.of("0", "1", "-17", "42", "9007199254740993", "-9223372036854775808"),
          List.of("0.5", "-1.25", "3.10", "12345.678", "0.000001"),
          List.of("1e3", "-2.5E-3", "1.0", "7"),
          List.of("true", "false"),
          List.of("\"\"", "\"a\"", "\"null\"", "\"true\"", "\"123\"", "\"Stra\u00dfe\""),
          List.of("\"a\\\"b\"", "\"\\u00e9\\n\"", "\"\ud83d\ude00\"", "\"plain\""),
          List.of("\"2024-01-05\"", "\"1999-12-31\""),
          List.of("\"2024-01-05T10:00:00\"", "\"2024-01-05T10:00:00.123456\""),
          List.of("\"2024-01-05T10:00:00Z\"", "\"2024-01-05T10:00:00+05:45\""),
          List.of("null"));

  private static final List<String> ODD =
      List.of(
          "-0",
          "1e400",
          "12345678901234567890",
          "1234567890.12345678901",
          "\"x\"",
          "true",
          "null",
          "0.1",
          "\"2024-01-05T10:00:00.123456789\"",
          "1e5",
          "\"\\ud83d\\ude00\"",
          "{\"a\":1}",
          "[1]");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void every_engine_gives_the_same_values() throws IOException {
    int arrow = 0;
    long seeds = Long.getLong("logflow.json.seeds", 12);
    try (Workbench bench = new Workbench(folder.resolve("home"))) {
      for (long seed = 1; seed <= seeds; seed++) {
        arrow += convert(bench, seed).contains("arrow") ? 1 : 0;
      }
    }
    assertThat(arrow).isPositive();
  }

  private List<String> convert(Workbench bench, long seed) throws IOException {
    Path input = Files.writeString(folder.resolve("input.ndjson"), new Text(seed).records());
    List<String> engines = Engines.ableTo(bench, input, SETTINGS);
    List<Object> expected = null;
    for (String engine : engines) {
      Path output = folder.resolve(engine + ".parquet");
      Outcome outcome = bench.convert(input, output, engine, SETTINGS);
      List<Object> found =
          List.of(
              outcome.schema(),
              outcome.rowsWritten(),
              outcome.rowsRejected(),
              Readback.columns(output));
      assertThat(expected == null || found.equals(expected))
          .as("seed %d: %s is as %s, file kept in %s", seed, engine, engines.get(0), folder)
          .isTrue();
      expected = found;
    }
    return engines;
  }

  /** One file. */
  private static final class Text {
    private final Random random;
    private final List<List<String>> columns = new ArrayList<>();
    private final int[] missing = new int[8];
    private final int rows;
    private final boolean shuffled;
    private final boolean rough;

    Text(long seed) {
      random = new Random(seed);
      int width = 1 + random.nextInt(8);
      for (int column = 0; column < width; column++) {
        columns.add(POOLS.get(random.nextInt(POOLS.size())));
        missing[column] = random.nextInt(3) == 0 ? random.nextInt(100) : 0;
      }
      rows = 1 + random.nextInt(random.nextInt(4) == 0 ? 30_000 : 2000);
      shuffled = random.nextInt(4) == 0;
      rough = random.nextInt(3) == 0;
    }

    String records() {
      int odd = random.nextBoolean() ? random.nextInt(rows) : -1;
      String end = random.nextBoolean() ? "\n" : "\r\n";
      StringBuilder text = new StringBuilder();
      for (int row = 0; row < rows; row++) {
        text.append(row == odd ? record(true) : line()).append(end);
      }
      return text.toString();
    }

    private String line() {
      if (!rough || random.nextInt(300) > 0) {
        return record(false);
      }
      return switch (random.nextInt(5)) {
        case 0 -> "";
        case 1 -> "{}";
        case 2 -> "null";
        case 3 -> "{\"k0\":1,\"k0\":2}";
        default -> "{\"k0\":";
      };
    }

    private String record(boolean odd) {
      List<String> members = new ArrayList<>();
      int late = odd ? random.nextInt(columns.size() + 1) : -1;
      for (int column = 0; column < columns.size(); column++) {
        boolean there = late == column || random.nextInt(100) >= missing[column];
        List<String> pool = late == column ? ODD : columns.get(column);
        if (there) {
          members.add("\"k" + column + "\":" + pick(pool));
        }
      }
      if (late == columns.size()) {
        members.add("\"late\": " + pick(ODD));
      }
      if (shuffled) {
        Collections.shuffle(members, random);
      }
      return "{" + String.join(",", members) + "}";
    }

    private String pick(List<String> pool) {
      boolean number = pool.get(0).equals("0") && random.nextBoolean();
      return number ? Integer.toString(random.nextInt()) : pool.get(random.nextInt(pool.size()));
    }
  }
}
