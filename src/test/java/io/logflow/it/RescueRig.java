package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.LogFlow;
import io.logflow.job.Contract;
import io.logflow.job.Control;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import io.logflow.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder that keeps one schema for good, and what DuckDB reads in it. */
final class RescueRig implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Path root;
  final Path output;
  private final LogFlow logflow;

  RescueRig(Path root) {
    this.root = root;
    this.output = root.resolve("out");
    this.logflow =
        LogFlow.builder()
            .settings(() -> SettingsLoader.builder(root).systemFile(root.resolve("no-system-file")))
            .open();
  }

  LogFlow logflow() {
    return logflow;
  }

  /** Converts a file with full verification, and proves what was published. */
  Outcome convert(String name, String content, Object... settings) throws IOException {
    return convert(List.of(Files.writeString(root.resolve(name), content)), settings);
  }

  Outcome convert(List<Path> inputs, Object... settings) throws IOException {
    Request.Builder request =
        Request.of(inputs.toArray(Path[]::new))
            .toFolder(output)
            .set("schema.mode", "rescue")
            .set("verify", "full");
    for (int index = 0; index < settings.length; index += 2) {
      request.set(settings[index].toString(), settings[index + 1]);
    }
    Outcome outcome = logflow.convert(request.build(), Control.NONE);
    logflow.prove(outcome.jobId());
    return outcome;
  }

  /** What an output has, by column; of {@code _rescued} see {@link #rescued}. */
  static Map<String, List<String>> columns(Outcome outcome) {
    Map<String, List<String>> all = new LinkedHashMap<>(Readback.columns(outcome.output()));
    assertThat(all).containsKey(Contract.RESCUED);
    all.remove(Contract.RESCUED);
    return all;
  }

  /** What fitted no column, a map a row, each value as JSON text; empty where all fitted. */
  static List<Map<String, String>> rescued(Outcome outcome) throws IOException {
    List<Map<String, String>> all = new ArrayList<>();
    for (String text : Readback.columns(outcome.output()).get(Contract.RESCUED)) {
      Map<String, String> row = new LinkedHashMap<>();
      if (text != null) {
        JsonNode object = JSON.readTree(text);
        assertThat(object.size()).isPositive();
        object.properties().forEach(it -> row.put(it.getKey(), it.getValue().toString()));
      }
      all.add(row);
    }
    return all;
  }

  @Override
  public void close() {
    logflow.close();
  }
}
