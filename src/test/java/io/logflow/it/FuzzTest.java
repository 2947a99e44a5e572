package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.it.TableGenerator.Quoting;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were cut, doubled and sprinkled with what ails files, through every engine, for as
 * many minutes as {@code logflow.soak.minutes} says. Each is refused as its own fault, or each row
 * that was read is written, rejected or skipped, all engines agree on schema and columns, and the
 * values written are those read. A failure names its seed and keeps its file; {@code
 * -Dlogflow.soak.seed=SEED} begins there.
 */
@Tag("soak")
class FuzzTest {
  /** Faults of LogFlow, whatever the file is. */
  private static final Set<ErrorKind> OURS =
      Set.of(ErrorKind.INTERNAL, ErrorKind.ENGINE, ErrorKind.VERIFICATION, ErrorKind.TIMEOUT);

  private static final long MOST_SECONDS = 120;

  private static final List<String> DELIMITED =
      List.of("", "a,b\n1,2\n", "a;b;c\r\n\"x;\";2;\r\n", "x\ty\rz\t1\r", "# c\na|b\n1|2\n\n3|4\n");

  private static final List<String> RECORDS =
      List.of(
          "{\"a\":1,\"b\":\"x\"}\n{\"a\":2.5,\"b\":null}\n",
          "[{\"a\":[1,2],\"b\":{\"c\":\"2024-01-05\"}},{\"a\":[]}]",
          "{\"a\":true}{\"a\":12345678901234567890}\n\n{\"b\":\"\\u00e9\"}");

  private static final List<String> AILMENTS =
      List.of(
          "\"",
          "\"\"",
          "'",
          "\\",
          ",",
          ";",
          "\t",
          "|",
          ", ",
          "||",
          "\n",
          "\r",
          "\r\n",
          "\n\n",
          "\u0000",
          "\uFEFF",
          "é",
          "🙂",
          "ß\u0301",
          "#",
          "--",
          " ",
          "  ",
          "{",
          "}",
          "[",
          "]",
          ":",
          "null",
          "NULL",
          "true",
          "1e5",
          "-0",
          "00123",
          "9223372036854775808",
          "1.7976931348623157e309",
          "0.1",
          "12:00",
          "2024-02-30",
          "2024-01-05T10:00:00Z",
          "01/02/2024",
          "NaN",
          "1,234.5",
          "x".repeat(5000));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void every_file_is_refused_or_accounted_for() throws IOException {
    long end =
        System.nanoTime() + Duration.ofMinutes(Long.getLong("logflow.soak.minutes", 1)).toNanos();
    long seed = Long.getLong("logflow.soak.seed", System.currentTimeMillis());
    int files = 0;
    int converted = 0;
    try (Workbench bench = new Workbench(folder)) {
      for (; files == 0 || System.nanoTime() < end; files++) {
        converted += tried(bench, seed + files) ? 1 : 0;
      }
    }
    System.out.printf("fuzzed: %d files from seed %d, %d converted%n", files, seed, converted);
    assertThat(converted).isPositive();
  }

  private boolean tried(Workbench bench, long seed) throws IOException {
    Random random = new Random(seed);
    boolean json = random.nextInt(4) == 0;
    Path input = folder.resolve(json ? "in.json" : "in.csv");
    Files.write(input, mutated(start(random, json, seed), random));
    long started = System.nanoTime();
    try {
      boolean converted = agree(bench, input, settings(random));
      assertThat((System.nanoTime() - started) / 1_000_000_000L)
          .as("seconds")
          .isLessThan(MOST_SECONDS);
      return converted;
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("seed " + seed + " failed, its file is " + input, failure);
    }
  }

  private static byte[] start(Random random, boolean json, long seed) {
    if (json) {
      return RECORDS
          .get(random.nextInt(RECORDS.size()))
          .repeat(1 + random.nextInt(30))
          .getBytes(UTF_8);
    }
    if (random.nextInt(3) == 0) {
      String some = DELIMITED.get(random.nextInt(DELIMITED.size()));
      return some.repeat(1 + random.nextInt(30)).getBytes(UTF_8);
    }
    List<Quoting> quotings = List.of(Quoting.values());
    return new TableGenerator(
            seed,
            1 + random.nextInt(40),
            quotings.get(random.nextInt(quotings.size())),
            random.nextBoolean() ? "\n" : "\r\n",
            ",;|\t".charAt(random.nextInt(4)),
            random.nextBoolean())
        .generate()
        .csv();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] now = bytes;
    for (int i = random.nextInt(6); i > 0; i--) {
      int from = random.nextInt(now.length + 1);
      int to = Math.min(now.length, from + random.nextInt(20));
      byte[] put =
          switch (random.nextInt(5)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> Arrays.copyOfRange(now, from, to);
            default -> AILMENTS.get(random.nextInt(AILMENTS.size())).getBytes(UTF_8);
          };
      boolean over = random.nextBoolean();
      now = spliced(now, from, over ? to : from, put);
    }
    return now;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] put) {
    byte[] all = new byte[bytes.length - (to - from) + put.length];
    System.arraycopy(bytes, 0, all, 0, from);
    System.arraycopy(put, 0, all, from, put.length);
    System.arraycopy(bytes, to, all, from + put.length, bytes.length - to);
    return all;
  }

  private static Map<String, Object> settings(Random random) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("conversion.verify", "full");
    settings.put("conversion.max_rejects", "100%");
    settings.put("conversion.batch_size", 1 + random.nextInt(20));
    if (random.nextInt(3) == 0) {
      settings.put("conversion.header", random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      settings.put("conversion.delimiter", List.of(",", ";", "||").get(random.nextInt(3)));
    }
    if (random.nextInt(4) == 0) {
      settings.put("conversion.quote", List.of("\"", "'", "none").get(random.nextInt(3)));
    }
    if (random.nextInt(4) == 0) {
      settings.put("conversion.types", Map.of("*", "VARCHAR"));
    }
    if (random.nextInt(5) == 0) {
      settings.put("conversion.max_record_size", "1KB");
    }
    return settings;
  }

  /** Converts with all engines that can; false where the file is refused. */
  private boolean agree(Workbench bench, Path input, Map<String, Object> settings) {
    List<String> engines;
    try {
      engines = Engines.ableTo(bench, input, settings);
    } catch (LogFlowException refused) {
      assertThat(OURS).as(refused.getMessage()).doesNotContain(refused.kind());
      assertThat(refused.getMessage()).isNotBlank();
      return false;
    }
    Optional<Outcome> first = Optional.empty();
    for (String engine : engines) {
      Outcome outcome = bench.convert(input, folder.resolve(engine + ".parquet"), engine, settings);
      check(outcome);
      Outcome other = first.orElse(outcome);
      assertThat(outcome.schema()).as(engine).isEqualTo(other.schema());
      assertThat(outcome.rowsRead()).as(engine).isEqualTo(other.rowsRead());
      assertThat(Readback.hashes(outcome.output()))
          .as(engine)
          .isEqualTo(Readback.hashes(other.output()));
      first = Optional.of(other);
    }
    return first.isPresent();
  }

  private static void check(Outcome outcome) {
    assertThat(outcome.rowsRead())
        .isEqualTo(outcome.rowsWritten() + outcome.rowsRejected() + outcome.rowsSkipped());
    assertThat(rows(outcome.output())).isEqualTo(outcome.rowsWritten());
    assertThat(outcome.rejects().map(FuzzTest::rows).orElse(0L)).isEqualTo(outcome.rowsRejected());
  }

  private static long rows(Path parquet) {
    return Long.parseLong(Readback.value("SELECT count(*) FROM read_parquet(?)", parquet));
  }
}
