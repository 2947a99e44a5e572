package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir private Path folder;
  private Session session;
  private Path inbox;
  private Path output;

  @BeforeEach
  void folders() throws Exception {
    session = new Session(folder);
    inbox = Files.createDirectories(folder.resolve("in"));
    output = Files.createDirectories(folder.resolve("out"));
  }

  @Test
  void each_thing_is_a_line_and_a_failure_an_exit_code() throws Exception {
    session.write(
        ".logflow/config.yaml",
        "watch: {min_free: 0B}\ninboxes:\n  a: {path: '%s', output: '%s'}\n"
            .formatted(inbox, output));
    assertThat(session.run("doctor")).isZero();
    assertThat(session.out().lines()).allMatch(line -> line.matches("(ok  |warn) \\S.*: .*\\."));
    assertThat(session.out()).contains("ok   inbox a: " + inbox + " takes files.");

    Files.delete(inbox);
    assertThat(session.run("doctor")).isEqualTo(16);
    assertThat(session.out())
        .contains("FAIL inbox a: There is no folder " + inbox + ". Make it, or name another.");

    assertThat(session.run("doctor", "--json")).isEqualTo(16);
    JsonNode findings = new ObjectMapper().readTree(session.out());
    assertThat(findings.findValuesAsText("level")).contains("ok", "fail");
  }

  @Test
  void an_audit_tells_each_violation_on_a_line() throws Exception {
    String[] audit = {"doctor", "--audit", "--inbox", inbox.toString(), "-o", output.toString()};
    assertThat(session.run(audit)).isZero();
    assertThat(session.out()).isEqualToIgnoringNewLines("0 jobs, 0 outputs, 0 violations.");

    Path broken = Files.writeString(output.resolve("x.parquet"), "PAR1");
    assertThat(session.run(audit)).isEqualTo(16);
    assertThat(session.out().lines())
        .first()
        .asString()
        .startsWith("I2 " + broken + ": ")
        .contains("cut off");
    assertThat(session.out()).endsWith("0 jobs, 1 output, 1 violation.\n");
  }

  @Test
  void an_audit_in_json_tells_the_same() throws Exception {
    Files.writeString(output.resolve("x.parquet"), "PAR1");
    assertThat(
            session.run(
                "doctor",
                "--audit",
                "--json",
                "--inbox",
                inbox.toString(),
                "-o",
                output.toString()))
        .isEqualTo(16);
    JsonNode violation = new ObjectMapper().readTree(session.out()).path("violations").path(0);
    assertThat(violation.path("invariant").asText()).isEqualTo("I2");
    assertThat(violation.path("promise").asText()).isEqualTo("each output is whole");
    assertThat(violation.path("where").asText()).endsWith("x.parquet");
    assertThat(violation.path("what_to_do").asText()).isNotBlank();
  }

  @Test
  void a_manifest_says_what_was_put_in() throws Exception {
    Path manifest =
        Files.writeString(
            folder.resolve("put.csv"),
            "name,sha256,rows,sum\n\"a, \"\"b\"\".csv\"," + "0".repeat(64) + ",1,\n");
    assertThat(audit(manifest)).isEqualTo(16);
    assertThat(session.out()).startsWith("I1 a, \"b\".csv: It was put in 1 times, has 0 jobs");

    Files.writeString(manifest, "a.csv,none\n");
    assertThat(audit(manifest)).isEqualTo(5);
    assertThat(session.err()).startsWith("error: Record 1 of the manifest ");
  }

  private int audit(Path manifest) {
    return session.run(
        "doctor",
        "--audit",
        "--inbox",
        inbox.toString(),
        "-o",
        output.toString(),
        "--manifest",
        manifest.toString());
  }

  @Test
  void options_that_do_not_go_together_are_refused() {
    assertThat(session.run("doctor", "--full")).isEqualTo(2);
    assertThat(session.run("doctor", "--inbox", "x")).isEqualTo(2);
    assertThat(session.run("doctor", "-o", "x")).isEqualTo(2);
    assertThat(session.run("doctor", "--claim", "ledger")).isEqualTo(2);
  }

  @Test
  void a_folder_is_audited_as_it_was_watched() throws Exception {
    String[] options = {"--on-existing=replace", "--on-duplicate=convert", "--claim=ledger"};
    for (String option : options) {
      assertThat(session.run("doctor", "--audit", "--inbox=" + inbox, "-o=" + output, option))
          .as(session.err())
          .isZero();
    }
    assertThat(
            session.run(
                "doctor", "--audit", "--inbox=" + inbox, "-o=" + output, "--on-existing=burn"))
        .isNotZero();
    assertThat(session.err()).contains("burn");
  }
}
