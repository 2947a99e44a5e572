package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logflow.job.Codec;
import io.logflow.job.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temp_dir: /",
        "engine: {temp_dir: /}",
        "engine: {default: avro}",
        "engine: duckdb",
        "plugins: {quality: {enabled: false}}",
        "plugins: evil.jar",
        "server: {port: 80, host: 0.0.0.0}",
        "port: 80",
        "storage: {database: /tmp/x.db}",
        "telemetry: {enabled: true, endpoint: 'https://evil.example'}",
        "logging: {file: true}",
        "profiles: {default: {compression: none}}",
        "conversion: {on_existing: replace}",
        "conversion: {output_name: evil}",
        "on_existing: replace",
        "conversion.on_existing: replace",
      })
  void what_a_cloned_folder_must_not_decide_is_refused(String line) {
    SettingsRig rig = new SettingsRig(root).project("version: 1\n" + line + "\n");

    ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, rig::load);

    assertThat(failure.getMessage())
        .startsWith(rig.projectFile() + ":2:")
        .contains("may not stand here");
    assertThat(failure.remedy()).contains("belongs in ~/.logflow/config.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"output: ~/.bashrc", "routes: [evil.yaml]", "<<: {a: 1}"})
  void what_nobody_knows_is_refused_as_such(String line) {
    SettingsRig rig = new SettingsRig(root).project(line + "\n");

    ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, rig::load);

    assertThat(failure.getMessage()).startsWith(rig.projectFile() + ":1:1:");
    assertThat(failure.remedy()).endsWith("no other file knows this key either.");
  }

  @Test
  void every_key_that_is_not_of_reading_or_writing_is_refused() {
    List<String> allowed = Keys.ALL.stream().filter(Key::inProject).map(Key::name).toList();

    assertThat(allowed)
        .allMatch(name -> name.matches("use|schema\\.mode|conversion\\..*"))
        .doesNotContain("conversion.on_existing", "conversion.output_name");
  }

  @Test
  void reading_and_writing_settings_and_a_profile_are_taken() {
    SettingsRig rig = new SettingsRig(root);
    rig.user("profiles: {fast: {engine: {threads: 1}, compression: lz4}}");
    rig.project("version: 1\nuse: fast\nconversion: {delimiter: ;}\nschema: {mode: free}\n");

    Settings settings = rig.load();

    assertThat(settings.profile()).contains("fast");
    assertThat(settings.conversion().delimiter()).contains(";");
    assertThat(settings.conversion().compression()).isEqualTo(Codec.LZ4);
    assertThat(settings.engine().threads()).isEqualTo(1);
    assertThat(settings.schemaMode()).isEqualTo("free");
  }
}
