package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.LogFlow;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import io.logflow.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** LogFlow opened with a home folder of its own, for one test. */
final class Workbench implements AutoCloseable {
  private final LogFlow logflow;

  Workbench(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    this.logflow = LogFlow.builder().settings(() -> settings(home)).open();
  }

  private static SettingsLoader.Builder settings(Path home) {
    return SettingsLoader.builder(home).systemFile(home.resolve("no-system-file"));
  }

  LogFlow logflow() {
    return logflow;
  }

  /** Converts with one engine and no other, in place of an output that is there. */
  Outcome convert(Path input, Path output, String engine) {
    return convert(input, output, engine, Map.of());
  }

  /** Converts with one engine and further settings. */
  Outcome convert(Path input, Path output, String engine, Map<String, Object> settings) {
    Request.Builder request = Request.of(input).to(output).replace().set("engine.default", engine);
    settings.forEach(request::set);
    Outcome outcome = logflow.convert(request.build());
    assertThat(outcome.choice().engine()).as(outcome.choice().reason()).isEqualTo(engine);
    return outcome;
  }

  @Override
  public void close() {
    logflow.close();
  }
}
