package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "convert x.csv --compresion zstd | 'logflow convert' does not take '--compresion'"
            + " | Did you mean --compression? 'logflow convert --help' shows what it takes.",
        "convert x.csv --compresion=zstd | 'logflow convert' does not take '--compresion=zstd'."
            + " | Did you mean --compression? 'logflow convert --help' shows what it takes.",
        "convrt x.csv | 'logflow' does not take 'convrt', 'x.csv'."
            + " | Did you mean convert? 'logflow --help' shows what it takes.",
        "jobs lst | 'logflow jobs' does not take 'lst'."
            + " | Did you mean list? 'logflow jobs --help' shows what it takes.",
        "head | Missing required parameter: 'FILE'."
            + " | 'logflow head --help' shows what it takes.",
        "watch in | No folder is given for the Parquet files of in."
            + " | Write: logflow watch in --output DIR",
        "head x -n many | Invalid value for option '--rows': 'many' is not an int."
            + " | 'logflow head --help' shows what it takes.",
      })
  void a_wrong_command_line_is_answered_in_two_lines(String line, String what, String remedy)
      throws Exception {
    Session session = new Session(root);

    assertThat(session.run(line.split(" ", -1))).isEqualTo(2);
    assertThat(session.err().lines()).hasSize(2);
    assertThat(session.err()).startsWith("error: " + what).endsWith("  " + remedy + "\n");
    assertThat(session.out()).isEmpty();
  }

  @Test
  void without_a_command_the_commands_are_listed() throws Exception {
    Session session = new Session(root);

    assertThat(session.run()).isEqualTo(2);
    assertThat(session.err()).startsWith("error: Missing required subcommand.").contains("convert");
  }

  @Test
  void several_wrong_settings_are_a_line_each() throws Exception {
    Session session = new Session(root);
    session.write(".logflow/config.yaml", "engin: {}\nsever: {}\n");

    assertThat(session.run("config", "show")).isEqualTo(2);
    assertThat(session.err().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("error: 2 settings") || line.startsWith("  "));
  }

  @Test
  void a_contract_that_cannot_be_kept_is_refused() throws Exception {
    Session session = new Session(root);
    Path input = Files.writeString(root.resolve("a.csv"), "a\n1\n");

    String[] rescue = {"convert", input.toString(), "--set", "schema.mode=rescue"};
    assertThat(session.run(rescue)).isEqualTo(2);
    assertThat(session.err())
        .contains("schema.mode is rescue, and an output that is a file has no schema");
    assertThat(session.run("convert", input.toString(), "--set", "schema.mode=freeze"))
        .isEqualTo(2);
    assertThat(session.err()).contains("an output that is a file has no schema", "set schema.mode");
    assertThat(session.run("convert", input.toString(), "--set", "schema.mode=frozen"))
        .isEqualTo(2);
    assertThat(session.err()).contains("It takes auto | version | freeze | rescue | free.");
    assertThat(session.run("profiles", "set", "p", "schema.mode=frozen")).isEqualTo(2);
  }
}
