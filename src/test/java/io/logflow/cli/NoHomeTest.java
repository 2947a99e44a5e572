package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user whose home folder takes no files; the folders here refuse even the super user. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the folders are Linux's")
class NoHomeTest {
  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"/proc/nonexistent", "/dev/null/home"})
  void without_a_home_folder_only_the_history_is_missing(String home) throws Exception {
    Session session = new Session(root);
    Path input = Files.writeString(root.resolve("a.csv"), "a\n1\n");
    Path output = root.resolve("a.parquet");

    assertThat(session.run(Path.of(home), Map.of(), "convert", input.toString())).isEqualTo(3);
    assertThat(session.err()).contains("cannot be written", "--no-state");
    assertThat(output).doesNotExist();

    for (String engine : new String[] {"arrow", "avro", "duckdb"}) {
      int exit =
          session.run(
              Path.of(home),
              Map.of(),
              "convert",
              input.toString(),
              "--no-state",
              "--force",
              "--engine",
              engine);
      assertThat(session.err()).isEmpty();
      assertThat(exit).isZero();
      assertThat(output).exists();
    }
    assertThat(session.run(Path.of(home), Map.of(), "schema", input.toString())).isZero();
  }
}
