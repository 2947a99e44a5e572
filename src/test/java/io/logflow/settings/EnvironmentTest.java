package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.Codec;
import io.logflow.job.ConfigurationException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path root;

  private Settings load(Map<String, String> environment) {
    return new SettingsRig(root).loader().environment(environment).load();
  }

  @Test
  void long_and_short_names_work() {
    assertThat(load(Map.of("LOGFLOW_COMPRESSION", "zstd")).conversion().compression())
        .isEqualTo(Codec.ZSTD);
    assertThat(load(Map.of("LOGFLOW_CONVERSION_COMPRESSION", "ZSTD")).conversion().compression())
        .isEqualTo(Codec.ZSTD);
    assertThat(load(Map.of("LOGFLOW_ENGINE", "avro")).engine().defaultEngine()).isEqualTo("avro");
  }

  @Test
  void both_names_at_once_are_refused() {
    assertThatThrownBy(
            () ->
                load(
                    Map.of(
                        "LOGFLOW_COMPRESSION", "zstd", "LOGFLOW_CONVERSION_COMPRESSION", "zstd")))
        .hasMessageContaining("conversion.compression is set twice")
        .hasMessageContaining("LOGFLOW_COMPRESSION")
        .hasMessageContaining("LOGFLOW_CONVERSION_COMPRESSION");
  }

  @Test
  void an_unknown_variable_names_the_nearest_one() {
    assertThatThrownBy(() -> load(Map.of("LOGFLOW_COMPRESION", "zstd")))
        .hasMessage("environment variable LOGFLOW_COMPRESION: it is no setting.")
        .extracting(failure -> ((ConfigurationException) failure).remedy())
        .isEqualTo("Did you mean LOGFLOW_COMPRESSION?");
  }

  @Test
  void a_wrong_value_names_the_variable() {
    assertThatThrownBy(() -> load(Map.of("LOGFLOW_THREADS", "many")))
        .hasMessage("environment variable LOGFLOW_THREADS: engine.threads is 'many'.");
  }

  @Test
  void variables_of_others_and_empty_ones_are_left_alone() {
    Map<String, String> environment = new HashMap<>();
    List.of(
            "LOGFLOW_CLASS_ARCHIVE",
            "LOGFLOW_DEBUG",
            "LOGFLOW_HOME",
            "LOGFLOW_JAVA_OPTS",
            "LOGFLOW_SERVER",
            "LOGFLOW_TOKEN",
            "LOGFLOWER",
            "PATH")
        .forEach(name -> environment.put(name, "1"));
    environment.put("LOGFLOW_COMPRESSION", "");
    environment.put("LOGFLOW_UNKNOWN", "");
    environment.put("LOGFLOW_PORT", "tcp://10.0.0.1:8080");
    environment.put("LOGFLOW_SERVICE_HOST", "10.0.0.1");
    environment.put("LOGFLOW_SERVICE_PORT_HTTP", "8080");
    environment.put("LOGFLOW_PORT_8080_TCP_ADDR", "10.0.0.1");

    assertThat(load(environment).entries())
        .allMatch(setting -> setting.origin().layer() == Layer.DEFAULTS);
  }
}
