package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logflow.job.ConfigurationException;
import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsErrorsTest {
  @TempDir Path root;
  private SettingsRig rig;

  @BeforeEach
  void makeRig() {
    rig = new SettingsRig(root);
  }

  private ConfigurationException failure(SettingsLoader.Builder loader) {
    ConfigurationException failure =
        catchThrowableOfType(ConfigurationException.class, loader::load);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    return failure;
  }

  private ConfigurationException user(String text) {
    return failure(rig.user(text).loader());
  }

  private String at(int line, int column) {
    return rig.userFile() + ":" + line + ":" + column + ": ";
  }

  @ParameterizedTest
  @CsvSource({
    "conversion: {compresion: zstd}, conversion.compresion, conversion.compression",
    "conversion: {comperssion: zstd}, conversion.comperssion, conversion.compression",
    "engine: {max_columns: 5}, engine.max_columns, conversion.max_columns",
    "convertion: {}, convertion, conversion",
    "plugins: {qualty: {enabled: true}}, plugins.qualty, plugins.quality",
    "profile: {}, profile, profiles",
  })
  void an_unknown_key_names_the_nearest_known_one(String text, String key, String nearest) {
    ConfigurationException failure = user(text);

    assertThat(failure).hasMessageContaining(rig.userFile() + ":1:");
    assertThat(failure).hasMessageEndingWith(": " + key + " is no setting.");
    assertThat(failure.remedy()).startsWith("Did you mean " + nearest + "? ");
  }

  @Test
  void a_short_name_in_a_file_is_told_its_section() {
    ConfigurationException failure = user("compression: zstd");

    assertThat(failure).hasMessage(at(1, 1) + "compression is no setting.");
    assertThat(failure.remedy())
        .isEqualTo("Write it as compression below conversion: (conversion.compression).");
  }

  @Test
  void a_dotted_name_in_a_file_is_told_its_nested_form() {
    assertThat(user("conversion.header: true").remedy())
        .isEqualTo("In a file it is written nested: conversion: {header: ... }");
  }

  @Test
  void a_word_that_is_not_allowed_names_those_that_are() {
    ConfigurationException failure = user("version: 1\nconversion:\n  compression: brotli\n");

    assertThat(failure).hasMessage(at(3, 16) + "conversion.compression is 'brotli'.");
    assertThat(failure.remedy()).isEqualTo("It takes snappy | zstd | gzip | lz4 | none.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine: {threads: -1}",
        "engine: {threads: 1025}",
        "engine: {threads: four}",
        "engine: {threads: 1.5}",
        "engine: {threads: }",
        "engine: {threads: [1]}",
        "engine: {memory_limit: 63MB}",
        "engine: {memory_limit: 4G}",
        "conversion: {max_rejects: 101%}",
        "conversion: {max_rejects: -1}",
        "conversion: {compression_level: 23}",
        "conversion: {compression: gzip, compression_level: 10}",
        "conversion: {delimiter: ''}",
        "conversion: {quote: ab}",
        "conversion: {quote: '|', delimiter: '|'}",
        "conversion.header: true",
        "plugins: {quality.enabled: true}",
        "conversion: {types.zip: VARCHAR}",
        "conversion: {header: maybe}",
        "conversion: {encoding: utf-99}",
        "conversion: {null_values: NA}",
        "conversion: {null_values: [[NA]]}",
        "conversion: {null_values: }",
        "conversion: {timezone: Berlin}",
        "conversion: {timestamp_format: 'bbbb['}",
        "conversion: {types: [a]}",
        "conversion: {types: {a: INT}}",
        "conversion: {types: {a: 'DECIMAL(39,2)'}}",
        "conversion: {types: {a: 'DECIMAL(5,6)'}}",
        "conversion: {output_name: ../x}",
        "conversion: {output_name: .hidden}",
        "conversion: {output_name: '{nam}'}",
        "conversion: {output_name: '{name'}",
        "conversion: zstd",
        "plugins: {quality: {null_threshold: 1.5}}",
        "plugins: {quality: {enabled: yes}}",
        "server: {port: 65536}",
        "server: {cors_origins: [reports.example.com]}",
        "storage: {jobs_retention: 30}",
        "storage: {database: ~other/x.db}",
        "telemetry: {endpoint: 'ftp://x'}",
        "use: ../../etc/passwd",
        "use: missing",
        "profiles: [a]",
        "profiles: {a: 1}",
        "profiles: {a/b: {}}",
        "profiles: {a: {storage: {database: x}}}",
        "profiles: {a: {compression: zstd, conversion: {compression: gzip}}}",
        "version: 0",
        "version: one",
        "- a list",
        "just text",
        "a: b: c",
        "a: 1\n---\nb: 2",
        "conversion: &x {}\nschema: *x",
        "? {a: b}\n: c",
        "conversion: {header: true, header: false}",
        "conversion:\n  header: true\nconversion:\n  quote: none",
      })
  void what_is_wrong_is_refused_with_its_place(String text) {
    ConfigurationException failure = user(text);

    assertThat(failure.getMessage()).contains(rig.userFile() + ":");
    assertThat(failure.remedy()).isNotEmpty();
  }

  @Test
  void a_duplicate_key_names_both_lines() {
    assertThat(user("conversion:\n  header: true\n  quote: none\n  header: false\n"))
        .hasMessage(at(4, 3) + "the key 'header' is there already, in line 2.");
  }

  @Test
  void all_problems_are_told_at_once() {
    rig.project("server: {port: 1}\n");
    ConfigurationException failure = user("engine:\n  threads: x\n  thread: 1\n");

    assertThat(failure.getMessage().lines())
        .hasSize(4)
        .anyMatch(line -> line.contains("config.yaml:2:12: engine.threads is 'x'. It takes"))
        .anyMatch(line -> line.contains("config.yaml:3:3: engine.thread is no setting. Did you"))
        .anyMatch(line -> line.contains(".logflow.yaml:1:1: server may not stand here."));
  }

  @Test
  void a_newer_version_is_refused() {
    ConfigurationException failure = user("# comment\nversion: 2\nunknown: 1\n");

    assertThat(failure)
        .hasMessage(at(2, 1) + "the file is of version 2; this LogFlow reads version 1.");
    assertThat(failure.remedy()).startsWith("Install a newer LogFlow");
  }

  @Test
  void flags_and_requests_name_the_key_as_it_was_given() {
    assertThat(failure(rig.loader().flag("treads", 2)))
        .hasMessage("command line treads: treads is no setting.");
    assertThat(failure(rig.loader().request(Map.of("threads", "many"))))
        .hasMessage("request threads: engine.threads is 'many'.");
    assertThat(failure(rig.loader().flag("threads", 1).flag("engine.threads", 2)))
        .hasMessageContaining("engine.threads is set twice");
  }

  @Test
  void a_bomb_of_aliases_or_of_depth_is_refused_at_once() {
    String aliases = "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n";
    String depth = "a: " + "[".repeat(200_000);

    assertThat(user(aliases)).hasMessageContaining("2:8: an alias (*name) is not allowed");
    assertThat(user(depth)).hasMessageContaining("nested deeper than 16 levels");
  }

  @Test
  void files_that_are_no_settings_files_are_refused() throws IOException {
    assertThat(user("#" + "x".repeat(1 << 20))).hasMessageContaining("is larger than 1048576");
    Files.write(rig.userFile(), "a: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(failure(rig.loader())).hasMessageContaining("is not UTF-8");
    Files.delete(rig.userFile());
    Files.createDirectory(rig.userFile());
    assertThat(failure(rig.loader())).hasMessageContaining("is not a regular file");
  }

  @Test
  void control_characters_of_a_value_are_not_printed() {
    assertThat(user("conversion: {compression: \"\\e]0;x\\a\"}").getMessage())
        .endsWith("conversion.compression is '?]0;x?'.");
  }
}
