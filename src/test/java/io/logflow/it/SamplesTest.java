package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Outcome;
import io.logflow.parquet.ColumnHashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every sample, through every engine: the schema and the rows that stand beside it. */
class SamplesTest {
  private static final Path SAMPLES = Path.of("samples");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  static Stream<String> samples() throws IOException {
    try (Stream<Path> folders = Files.list(SAMPLES)) {
      return folders
          .filter(sample -> Files.exists(sample.resolve("expected-schema.json")))
          .map(sample -> sample.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_engine_gives_the_expected_schema_and_rows(String name) throws IOException {
    Path sample = SAMPLES.resolve(name);
    List<List<Long>> hashes = new ArrayList<>();
    try (Workbench bench = new Workbench(folder)) {
      for (String engine : Engines.ableTo(bench, input(sample), settings(sample))) {
        Path output = folder.resolve(name + "-" + engine + ".parquet");
        Outcome outcome = bench.convert(input(sample), output, engine, settings(sample));

        assertThat(schema(outcome)).isEqualTo(expectedSchema(sample));
        Comparison.assertRows(expectedRows(sample), output, outcome.schema());
        hashes.add(ColumnHashes.of(output).stream().map(ColumnStatistics::hash).toList());
      }
    }
    assertThat(hashes).isNotEmpty().allMatch(hashes.get(0)::equals);
  }

  private static Path input(Path sample) {
    return Stream.of("input.csv", "input.tsv")
        .map(sample::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> schema(Outcome outcome) {
    Map<String, String> types = new LinkedHashMap<>();
    outcome
        .schema()
        .columns()
        .forEach(column -> types.put(column.name(), column.type().toString()));
    return types;
  }

  private static Map<String, String> expectedSchema(Path sample) throws IOException {
    Map<String, String> types = new LinkedHashMap<>();
    for (Map<String, String> column :
        JSON.readValue(
            sample.resolve("expected-schema.json").toFile(),
            new TypeReference<List<Map<String, String>>>() {})) {
      types.put(column.get("name"), column.get("type"));
    }
    return types;
  }

  private static List<List<String>> expectedRows(Path sample) throws IOException {
    try (Stream<String> lines = Files.lines(sample.resolve("expected.jsonl"))) {
      return lines.map(SamplesTest::row).toList();
    }
  }

  private static List<String> row(String json) {
    try {
      return new ArrayList<>(
          JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {}).values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> settings(Path sample) throws IOException {
    Path file = sample.resolve("settings.yaml");
    Map<String, Object> settings = new LinkedHashMap<>(Map.of("conversion.verify", "full"));
    if (Files.exists(file)) {
      Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      ((Map<?, ?>) read).forEach((key, value) -> settings.put(key.toString(), value));
    }
    return settings;
  }
}
