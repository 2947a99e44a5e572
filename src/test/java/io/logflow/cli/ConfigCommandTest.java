package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
  @TempDir Path root;
  private Path home;
  private Path project;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeFolders() throws IOException {
    home = Files.createDirectory(root.resolve("home"));
    project = Files.createDirectory(root.resolve("project"));
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    Path system = root.resolve("system.yaml");
    CommandLine top = Main.commandLine(Surroundings.of(home, system, project, environment));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return top.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  private Path userFile() {
    return home.resolve(".logflow/config.yaml");
  }

  @Test
  void show_prints_every_setting() {
    assertThat(run("config", "show", "--set", "compression=zstd")).isZero();

    assertThat(out.toString().lines())
        .contains("conversion.compression: zstd", "conversion.output_name: \"{name}\"")
        .contains("conversion.null_values: []", "engine.threads: 0", "telemetry.endpoint: \"\"");
  }

  @Test
  void show_tells_where_each_value_was_set() throws IOException {
    Path file = project.resolve(".logflow.yaml");
    Files.writeString(file, "conversion:\n  header: true\n");

    int code =
        run(
            Map.of("LOGFLOW_THREADS", "3"),
            "config",
            "show",
            "--origin",
            "--set",
            "compression=zstd");

    assertThat(code).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +# ", " # ")))
        .contains("conversion.compression: zstd # command line compression")
        .contains("engine.threads: 3 # environment variable LOGFLOW_THREADS")
        .contains("conversion.header: true # project file " + file + ":2")
        .anyMatch(line -> line.matches("server.port: 8080 # default config/defaults.yaml:\\d+"));
  }

  @Test
  void show_prints_json() throws IOException {
    run("config", "show", "--json", "--origin", "--set", "conversion.types.zip=varchar");

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/conversion.types.zip/value").asText()).isEqualTo("VARCHAR");
    assertThat(json.at("/conversion.types.zip/layer").asText()).isEqualTo("command line");
    assertThat(json.at("/server.port/value").asInt()).isEqualTo(8080);
    assertThat(json.at("/server.port/line").asInt()).isPositive();
    run("config", "show", "--json");
    assertThat(new ObjectMapper().readTree(out.toString()).at("/server.port").asInt())
        .isEqualTo(8080);
  }

  @Test
  void a_profile_is_applied() throws IOException {
    Path profiles = Files.createDirectories(home.resolve(".logflow/profiles"));
    Files.writeString(profiles.resolve("erp_sales.yaml"), "compression: zstd\n");

    assertThat(run("config", "show", "--use", "erp_sales")).isZero();
    assertThat(out.toString()).contains("conversion.compression: zstd");
    assertThat(run("config", "show", "--use", "erp_sale")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean erp_sales?");
  }

  @Test
  void init_writes_a_valid_file_once_and_keeps_what_is_there() throws IOException {
    assertThat(run("config", "init")).isZero();
    assertThat(out.toString()).isEqualTo("wrote " + userFile() + System.lineSeparator());
    String text = Files.readString(userFile());
    assertThat(text).contains("\nversion: 1\n", "\nconversion:\n  # compression: snappy ");
    assertThat(run("config", "validate")).isZero();

    assertThat(run("config", "init")).isEqualTo(2);
    assertThat(err.toString()).contains("There is a file " + userFile() + " already");
    assertThat(userFile()).hasContent(text);
  }

  @Test
  void every_line_of_the_written_file_can_be_used() throws IOException {
    run("config", "init");
    String text = Files.readString(userFile());
    Files.writeString(userFile(), text.replaceAll("(?m)^( *)# ([a-z_]+: )", "$1$2"));

    assertThat(run("config", "validate")).isZero();
    run("config", "show", "--origin");
    assertThat(out.toString().lines().filter(line -> line.contains("# default")))
        .as("an empty map adds nothing, so the default stays")
        .singleElement()
        .asString()
        .startsWith("conversion.types: {}");
  }

  @Test
  void validate_tells_what_is_wrong_and_exits_with_2() throws IOException {
    Path file = Files.writeString(root.resolve("other.yaml"), "version: 1\nengin: {}\n");

    assertThat(run("config", "validate", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("error: " + file + ":2:1: engin is no setting.")
        .contains("  Did you mean engine?");
    assertThat(run("config", "validate", root.resolve("absent.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("There is no settings file");
  }

  @Test
  void validate_knows_project_files_and_profiles_by_name() throws IOException {
    Path hostile = Files.writeString(project.resolve(".logflow.yaml"), "server: {port: 1}\n");
    Path profiles = Files.createDirectories(home.resolve(".logflow/profiles"));
    Path profile = Files.writeString(profiles.resolve("p.yaml"), "compression: zstd\n");

    assertThat(run("config", "validate", profile.toString())).isZero();
    assertThat(run("config", "validate", hostile.toString())).isEqualTo(2);
    assertThat(run("config", "validate")).isEqualTo(2);
    assertThat(err.toString()).contains("server may not stand here");
    Files.delete(hostile);
    Files.writeString(profile, "compression: zst\n");
    assertThat(run("config", "validate")).isEqualTo(2);
    assertThat(err.toString()).contains(profile + ":1:14: conversion.compression is 'zst'.");
  }

  @Test
  void migrate_adds_a_version_and_keeps_comments() throws IOException {
    Files.createDirectories(userFile().getParent());
    Files.writeString(userFile(), "# mine\nserver:\n  port: 81\n");

    assertThat(run("config", "validate")).isZero();
    assertThat(out.toString()).contains("it states no version and is read as version 1");
    assertThat(run("config", "migrate")).isZero();
    assertThat(out.toString()).contains("now states version 1");
    assertThat(userFile()).hasContent("version: 1\n# mine\nserver:\n  port: 81\n");
    assertThat(run("config", "migrate")).isZero();
    assertThat(out.toString()).contains("is current; nothing was changed");
    try (var files = Files.list(userFile().getParent())) {
      assertThat(files).containsExactly(userFile());
    }
  }

  @Test
  void migrate_respects_a_document_marker_and_refuses_what_it_cannot_do() throws IOException {
    Path marked = Files.writeString(root.resolve("a.yaml"), "# x\n---\nserver: {port: 81}\n");
    Path flow = Files.writeString(root.resolve("b.yaml"), "{server: {port: 81}}\n");
    Path newer = Files.writeString(root.resolve("c.yaml"), "version: 9\n");

    assertThat(run("config", "migrate", marked.toString())).isZero();
    assertThat(marked).hasContent("# x\n---\nversion: 1\nserver: {port: 81}\n");
    assertThat(run("config", "migrate", flow.toString())).isEqualTo(2);
    assertThat(flow).hasContent("{server: {port: 81}}\n");
    assertThat(run("config", "migrate", newer.toString())).isEqualTo(2);
    assertThat(run("config", "migrate", root.resolve("d.yaml").toString())).isZero();
    assertThat(out.toString()).contains("nothing is to be done");
  }

  @Test
  void set_without_a_value_is_a_usage_error() {
    assertThat(run("config", "show", "--set", "compression")).isEqualTo(2);
    assertThat(err.toString()).contains("--set compression names no value.");
  }
}
