package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnStatistics;
import io.logflow.job.Outcome;
import io.logflow.parquet.ColumnHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Converts JSON through every engine that can; all must give the same hashes. */
abstract class JsonFixture {
  private static final Map<String, Object> FULLY = Map.of("conversion.verify", "full");

  @TempDir private Path folder;

  interface Check {
    void accept(Outcome outcome, Map<String, List<String>> columns) throws IOException;
  }

  /** Converts through every able engine and checks; the engines' names. */
  List<String> convert(String text, Check check) throws IOException {
    Path input = Files.writeString(folder.resolve("input.json"), text);
    List<String> engines;
    List<List<Long>> hashes = new ArrayList<>();
    try (Workbench bench = new Workbench(folder)) {
      engines = Engines.ableTo(bench, input, FULLY);
      for (String engine : engines) {
        Path output = folder.resolve(engine + ".parquet");
        Outcome outcome = bench.convert(input, output, engine, FULLY);
        check.accept(outcome, Readback.columns(output));
        hashes.add(ColumnHashes.of(output).stream().map(ColumnStatistics::hash).toList());
      }
    }
    assertThat(hashes).isNotEmpty().allMatch(hashes.get(0)::equals);
    return engines;
  }

  static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  static Map<String, String> types(Outcome outcome) {
    Map<String, String> types = new LinkedHashMap<>();
    outcome.schema().columns().forEach(c -> types.put(c.name(), c.type().toString()));
    return types;
  }
}
