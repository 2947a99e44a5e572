package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLayersTest {
  private static final String KEY = "conversion.max_columns";

  @TempDir Path root;

  @Test
  void each_layer_wins_over_those_below_and_tells_file_and_line() throws IOException {
    SettingsRig rig = new SettingsRig(root);
    rig.system("version: 1\nconversion:\n  # comment\n  max_columns: 102\n");
    rig.user("version: 1\n\n\nconversion:\n\n  max_columns: 103\n");
    rig.project("use: wide\nconversion: {max_columns: 104}\n");
    rig.profile("wide", "\nmax_columns: 105\n");
    Map<String, String> environment = Map.of("LOGFLOW_MAX_COLUMNS", "106");
    SettingsLoader.Builder all = rig.loader().environment(environment);
    all.flag("conversion.max_columns", 107).request(Map.of("max_columns", 108));

    check(all.load(), 108, "request max_columns");
    SettingsLoader.Builder noRequest = rig.loader().environment(environment);
    check(noRequest.flag(KEY, 107).load(), 107, "command line conversion.max_columns");
    check(
        rig.loader().environment(environment).load(),
        106,
        "environment variable LOGFLOW_MAX_COLUMNS");
    Path profile = rig.home.resolve(".logflow/profiles/wide.yaml");
    check(rig.load(), 105, "profile " + profile + ":2");
    rig.project("conversion: {max_columns: 104}\n");
    check(rig.load(), 104, "project file " + rig.projectFile() + ":1");
    Files.delete(rig.projectFile());
    check(rig.load(), 103, "user file " + rig.userFile() + ":6");
    Files.delete(rig.userFile());
    check(rig.load(), 102, "system file " + rig.system + ":4");
    Files.delete(rig.system);
    Settings defaults = rig.load();
    assertThat(defaults.get(KEY)).isEqualTo(20000L);
    assertThat(defaults.origin(KEY).layer()).isEqualTo(Layer.DEFAULTS);
    assertThat(lineOfDefaults(defaults.origin(KEY).line())).contains("max_columns: 20000");
  }

  private static void check(Settings settings, int value, String origin) {
    assertThat(settings.conversion().maxColumns()).isEqualTo(value);
    assertThat(settings.origin(KEY)).hasToString(origin);
  }

  private static String lineOfDefaults(int line) {
    return Defaults.text().lines().toList().get(line - 1);
  }

  @Test
  void lists_replace_and_maps_merge() {
    SettingsRig rig = new SettingsRig(root);
    rig.user("conversion: {null_values: [NA, NULL, none], types: {zip: VARCHAR, id: BIGINT}}");
    rig.project("conversion:\n  null_values: [X]\n  types:\n    zip: bigint\n    day: date\n");

    Settings settings = rig.load();

    assertThat(settings.conversion().nullValues()).containsExactly("X");
    assertThat(settings.conversion().types())
        .isEqualTo(Map.of("zip", "BIGINT", "id", "BIGINT", "day", "DATE"));
    assertThat(settings.origin("conversion.types.zip"))
        .hasToString("project file " + rig.projectFile() + ":4");
    assertThat(settings.origin("conversion.types.id"))
        .hasToString("user file " + rig.userFile() + ":1");
  }

  @Test
  void texts_in_lists_stay_as_they_are_written() {
    SettingsRig rig = new SettingsRig(root);
    rig.user("conversion: {null_values: [NULL, ~, no, 007, -999, 1.50, '', \"\\t\"]}");

    assertThat(rig.load().conversion().nullValues())
        .containsExactly("NULL", "~", "no", "007", "-999", "1.50", "", "\t");
  }

  @Test
  void variables_and_flags_write_lists_and_maps_with_commas() {
    SettingsRig rig = new SettingsRig(root);
    SettingsLoader.Builder loader = rig.loader();
    loader.environment(Map.of("LOGFLOW_NULL_VALUES", "NA,-,", "LOGFLOW_TYPES", "a=VARCHAR"));
    loader.flag("types", "b=DECIMAL(10, 2),*=VARCHAR").flag("conversion.types.c.d", "DATE");

    Settings settings = loader.load();

    assertThat(settings.conversion().nullValues()).containsExactly("NA", "-", "");
    assertThat(settings.conversion().types())
        .isEqualTo(Map.of("a", "VARCHAR", "b", "DECIMAL(10,2)", "*", "VARCHAR", "c.d", "DATE"));
  }

  @Test
  void an_empty_list_of_a_higher_layer_empties_a_lower_one() {
    SettingsRig rig = new SettingsRig(root).user("conversion: {null_values: [NA]}");

    Settings settings = rig.loader().environment(Map.of("LOGFLOW_NULL_VALUES", "[]")).load();

    assertThat(settings.conversion().nullValues()).isEmpty();
  }

  @Test
  void a_request_hands_over_java_values() {
    Settings settings =
        new SettingsRig(root)
            .loader()
            .request(
                Map.of(
                    "compression",
                    Codec.ZSTD,
                    "header",
                    false,
                    "null_values",
                    List.of("NA", "x,y"),
                    "conversion",
                    Map.of("compression_level", 7),
                    "engine.threads",
                    3))
            .load();

    assertThat(settings.conversion().compression()).isEqualTo(Codec.ZSTD);
    assertThat(settings.conversion().header()).contains(false);
    assertThat(settings.conversion().nullValues()).containsExactly("NA", "x,y");
    assertThat(settings.conversion().compressionLevel()).contains(7);
    assertThat(settings.engine().threads()).isEqualTo(3);
  }

  @Test
  void parents_of_the_project_folder_are_not_looked_at() {
    SettingsRig rig = new SettingsRig(root).project("conversion: {compression: zstd}");

    Settings settings = rig.loader().projectFolder(rig.project.resolve("sub")).load();

    assertThat(settings.conversion().compression()).isEqualTo(Codec.SNAPPY);
  }

  @Test
  void files_without_content_and_sections_without_settings_are_fine() {
    SettingsRig rig = new SettingsRig(root);
    rig.system("").user("# only a comment\n").project("conversion:\n  # all commented\n");

    assertThat(rig.load().conversion().compression()).isEqualTo(Codec.SNAPPY);
  }
}
