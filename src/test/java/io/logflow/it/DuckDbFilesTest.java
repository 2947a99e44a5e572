package io.logflow.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.logflow.LogFlow;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import io.logflow.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The delimited text of DuckDB's own tests: rejects, encodings, what fuzzing found. Each file is
 * converted or refused in words, soon, and every record of a sound one is accounted for.
 */
class DuckDbFilesTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Faults of LogFlow itself: no file may bring them about. */
  private static final Set<ErrorKind> OURS =
      EnumSet.of(ErrorKind.INTERNAL, ErrorKind.ENGINE, ErrorKind.VERIFICATION, ErrorKind.STATE);

  /** An encoding that is named makes text of what looks binary. */
  private static final Map<String, Object> AS_TEXT = Map.of("conversion.encoding", "UTF-8");

  @TempDir private Path folder;
  private final Map<String, String> faults = new TreeMap<>();
  private int converted;
  private int counted;

  @Test
  void every_file_is_converted_or_refused_and_every_row_accounted_for() throws IOException {
    Path suite = Corpora.at("duckdb");
    List<Path> files = Corpora.files(suite, "(?i).*[.](csv|tsv|psv|txt)([.].*)?");
    Path home = Files.createDirectory(folder.resolve("home"));
    try (LogFlow logflow =
        LogFlow.builder()
            .settings(() -> SettingsLoader.builder(home).systemFile(home.resolve("none")))
            .noState()
            .open()) {
      // The first conversion of a process loads classes and libraries; no file is to blame for it.
      convert(logflow, Files.writeString(folder.resolve("first.csv"), "a\n1\n"), "first", AS_TEXT);
      for (Path file : files) {
        String name = suite.relativize(file).toString();
        Optional<Outcome> outcome =
            assertTimeoutPreemptively(LONGEST, () -> convert(logflow, file, name, Map.of()), name);
        if (outcome.isPresent()) {
          check(file, name, outcome.get());
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(files).hasSizeGreaterThan(980);
    assertThat(converted).isGreaterThan(700);
    assertThat(counted).isGreaterThan(400);
  }

  private Optional<Outcome> convert(
      LogFlow logflow, Path file, String name, Map<String, Object> settings) {
    Request.Builder request =
        Request.of(file)
            .to(folder.resolve("out.parquet"))
            .replace()
            .set("conversion.max_rejects", "100%");
    settings.forEach(request::set);
    try {
      return Optional.of(logflow.convert(request.build()));
    } catch (LogFlowException refused) {
      if (refused.kind() == ErrorKind.UNSUPPORTED_FORMAT && settings.isEmpty()) {
        return convert(logflow, file, name, AS_TEXT);
      }
      if (OURS.contains(refused.kind()) || refused.getMessage().isBlank()) {
        faults.put(name, refused.kind() + ": " + refused.getMessage());
      }
      return Optional.empty();
    } catch (RuntimeException crash) {
      faults.put(name, crash.toString());
      return Optional.empty();
    }
  }

  private void check(Path file, String name, Outcome outcome) throws IOException {
    converted++;
    long sum = outcome.rowsWritten() + outcome.rowsRejected() + outcome.rowsSkipped();
    byte[] bytes = Files.readAllBytes(file);
    OptionalInt count = CsvRowsCount.of(bytes);
    boolean header =
        new String(bytes, ISO_8859_1).startsWith("column1")
            || !outcome.schema().columns().stream().allMatch(c -> c.name().matches("column\\d+"));
    if (count.isPresent()) {
      counted++;
    }
    int expected = count.orElse((int) outcome.rowsRead() + (header ? 1 : 0)) - (header ? 1 : 0);
    if (sum != outcome.rowsRead() || sum != expected) {
      faults.put(
          name,
          expected + " rows in the file, accounted for are " + sum + " of " + outcome.rowsRead());
    }
  }
}
