package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of JSON that others made, with the answers that come with them or from another parser. */
class JsonCorporaTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private static Path corpus(String name) {
    Path path = Path.of(System.getProperty("logflow.shared", "../shared"), "corpora", name);
    assumeTrue(Files.isDirectory(path), path + " is not here");
    return path;
  }

  private static List<Path> files(Path root, String start) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(start))
          .sorted()
          .toList();
    }
  }

  /** The outcome; null where the file is refused with a message. */
  private Outcome convert(Workbench bench, Path file, Map<String, Object> settings) {
    Path output = folder.resolve("out.parquet");
    return Assertions.assertTimeout(
        LONGEST,
        () -> {
          try {
            return bench.convert(file, output, "avro", settings);
          } catch (LogFlowException refused) {
            assertThat(refused.kind().name()).as(file.toString()).isNotEqualTo("INTERNAL");
            assertThat(refused.getMessage()).isNotBlank();
            return null;
          }
        });
  }

  @Test
  void the_test_suite_is_accepted_and_refused_as_its_names_say() throws IOException {
    Path suite = corpus("JSONTestSuite/test_parsing");
    List<String> refused = new ArrayList<>();
    List<String> accepted = new ArrayList<>();
    try (Workbench bench = new Workbench(folder)) {
      for (Path file : files(suite, "y_")) {
        if (convert(bench, file, Map.of("conversion.verify", "full")) == null) {
          refused.add(file.getFileName().toString());
        }
      }
      for (Path file : files(suite, "n_")) {
        if (convert(bench, file, Map.of()) != null) {
          accepted.add(file.getFileName().toString());
        }
      }
      for (Path file : files(suite, "i_")) {
        convert(bench, file, Map.of());
      }
    }
    assertThat(refused).isEmpty();
    assertThat(accepted).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void duckdbs_files_neither_crash_nor_hang_and_every_value_is_counted() throws IOException {
    List<Path> files = files(corpus("duckdb").resolve("data/json"), "");
    int counted = 0;
    try (Workbench bench = new Workbench(folder)) {
      for (Path file : files) {
        Outcome outcome =
            convert(
                bench, file, Map.of("conversion.max_rejects", "100%", "conversion.verify", "full"));
        if (outcome != null) {
          counted += checkCounts(file, outcome) ? 1 : 0;
        }
      }
    }
    assertThat(counted).isGreaterThan(50);
  }

  /** Whether another parser could read the file to its end, so that there was a count. */
  private static boolean checkCounts(Path file, Outcome outcome) throws IOException {
    long read = outcome.rowsRead();
    assertThat(read)
        .as(file.toString())
        .isEqualTo(outcome.rowsWritten() + outcome.rowsRejected() + outcome.rowsSkipped());
    long values = values(file);
    if (values >= 0) {
      assertThat(read).as(file.toString()).isEqualTo(values);
    }
    return values >= 0;
  }

  /** Records by Jackson: elements of a lone array, else values; negative where it fails. */
  private static long values(Path file) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (MappingIterator<JsonNode> values =
        JACKSON.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      values.forEachRemaining(all::add);
    } catch (IOException | RuntimeException unreadable) {
      return -1;
    }
    boolean lone = all.size() == 1 && all.get(0).isArray();
    return lone ? all.get(0).size() : all.size();
  }

  @Test
  void twitter_has_a_hundred_statuses() throws IOException {
    Path file = corpus("simdjson-data").resolve("jsonexamples/twitter.json");
    try (Workbench bench = new Workbench(folder)) {
      for (String engine : Engines.ableTo(bench, file, Map.of())) {
        Path output = folder.resolve(engine + ".parquet");
        bench.convert(file, output, engine, Map.of("conversion.verify", "full"));
        assertThat(Readback.value("SELECT len(statuses) FROM read_parquet(?)", output))
            .isEqualTo("100");
        assertThat(
                Readback.value(
                    "SELECT sum(s.id) FROM (SELECT unnest(statuses) s FROM read_parquet(?))",
                    output))
            .isEqualTo(sum(JACKSON.readTree(file.toFile()).get("statuses"), "id"));
      }
    }
  }

  private static String sum(JsonNode records, String key) {
    java.math.BigInteger sum = java.math.BigInteger.ZERO;
    for (JsonNode node : records) {
      sum = sum.add(node.get(key).bigIntegerValue());
    }
    return sum.toString();
  }

  @Test
  void cell_phones_have_as_many_rows_and_values_as_another_parser_finds() throws IOException {
    Path file = corpus("simdjson-data").resolve("jsonexamples/amazon_cellphones.ndjson");
    List<String> lines =
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.isBlank())
            .toList();
    try (Workbench bench = new Workbench(folder)) {
      for (String engine : Engines.ableTo(bench, file, Map.of())) {
        Path output = folder.resolve(engine + ".parquet");
        Outcome outcome = bench.convert(file, output, engine, Map.of("conversion.verify", "full"));
        assertThat(outcome.rowsWritten()).isEqualTo(lines.size());
      }
    }
  }
}
