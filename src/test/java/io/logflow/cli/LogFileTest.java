package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path root;

  /** Closes the log file of a command, which the process would otherwise keep. */
  @AfterEach
  void closeFile() throws Exception {
    new Session(root.resolve("other")).run("schema", "none");
  }

  @Test
  void a_file_that_is_full_becomes_an_old_one() throws Exception {
    Path file = root.resolve("logs/logflow.log");
    LogFile log = LogFile.open(file, 50);

    for (int number = 0; number < 12; number++) {
      log.publish(new LogRecord(Level.INFO, "message " + number + "\nno line of its own"));
    }
    log.close();

    assertThat(Files.readAllLines(file))
        .hasSize(1)
        .first()
        .asString()
        .contains("message 11\\u000A");
    try (var files = Files.list(file.getParent())) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "logflow.log", "logflow.log.1", "logflow.log.2", "logflow.log.3", "logflow.log.4");
    }
    assertThat(Files.readString(root.resolve("logs/logflow.log.4"))).contains("message 7");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
  void a_conversion_writes_the_log_that_the_settings_ask_for() throws Exception {
    Session session = new Session(root);
    session.write(".logflow/config.yaml", "logging: {file: true, level: debug}\n");
    Path input = Files.writeString(root.resolve("a.csv"), "a;b\n1;2\n");

    assertThat(session.run("convert", input.toString())).isZero();

    assertThat(session.err()).isEmpty();
    Path file = session.home().resolve(".logflow/logs/logflow.log");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines)
        .anyMatch(line -> line.matches(".* INFO .* begins: \\[.*a.csv]"))
        .anyMatch(line -> line.matches(".* INFO .* is done: .*a.parquet"))
        .anyMatch(line -> line.matches(".* FINE .* scan took \\d+ ms; heap \\d+ MB, peak .*"))
        .anyMatch(line -> line.contains("Delimiter ';'"))
        .anyMatch(line -> line.contains("engine arrow: input is delimited text"))
        .anyMatch(line -> line.contains("logging.level is debug, from user file"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void at_info_only_what_became_of_the_jobs_is_logged() throws Exception {
    Session session = new Session(root);
    session.write(".logflow/config.yaml", "logging: {file: true}\n");
    Path input = Files.writeString(root.resolve("a.csv"), "a,b\n1\n");

    assertThat(session.run("convert", input.toString())).isEqualTo(6);

    assertThat(Files.readAllLines(session.home().resolve(".logflow/logs/logflow.log")))
        .hasSize(2)
        .last()
        .asString()
        .contains("INFO", "failed, too_many_rejects: ");
  }

  @Test
  void a_log_that_cannot_be_written_is_an_error() throws Exception {
    Session session = new Session(root);
    session.write(".logflow/config.yaml", "logging: {file: true}\n");
    session.write(".logflow/logs", "no folder");
    Path input = Files.writeString(root.resolve("a.csv"), "a\n1\n");

    assertThat(session.run("convert", input.toString())).isEqualTo(2);
    assertThat(session.err()).contains("The log file ", "logging.file: false");
  }
}
