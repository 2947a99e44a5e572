package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LogFlowCommandTest {
  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "convert",
        "watch",
        "serve",
        "token",
        "batch",
        "pause",
        "resume",
        "schema",
        "head",
        "jobs",
        "replay",
        "prove",
        "compact",
        "profiles",
        "config",
        "db",
        "doctor",
        "version"
      })
  void a_command_is_the_same_whether_or_not_the_others_are_there(String name) {
    CommandLine alone = line(name, "x");
    CommandLine all = line();

    assertThat(alone.getSubcommands()).containsOnlyKeys(name);
    assertThat(all.getSubcommands()).hasSize(20);
    assertThat(usage(alone, name)).isEqualTo(usage(all, name)).contains("logflow " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "completion", "--help", "--version", "convrt", "@args"})
  void a_command_line_that_begins_otherwise_has_all(String first) {
    assertThat(line(first, "convert").getSubcommands()).hasSize(20);
  }

  @Test
  void help_lists_the_commands_in_their_order() {
    assertThat(line("--help").getSubcommands().keySet())
        .containsExactly(
            "convert",
            "watch",
            "serve",
            "token",
            "batch",
            "pause",
            "resume",
            "schema",
            "head",
            "jobs",
            "replay",
            "prove",
            "compact",
            "profiles",
            "config",
            "db",
            "doctor",
            "version",
            "completion",
            "help");
  }

  private CommandLine line(String... arguments) {
    return Main.commandLine(
        Surroundings.of(root, root.resolve("system.yaml"), root, Map.of()), arguments);
  }

  private static String usage(CommandLine top, String name) {
    return top.getSubcommands().get(name).getUsageMessage();
  }
}
