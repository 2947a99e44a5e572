package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.LogFlowClient;
import io.logflow.job.ConfigurationException;
import io.logflow.store.TokenScope;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a service in the network: whom they trust, and what they may. */
class ClientTlsTest {
  @TempDir private static Path root;
  private static NetworkRig rig;
  @TempDir private Path folder;

  @BeforeAll
  static void serve() {
    rig = new NetworkRig(root, Map.of());
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  private static LogFlowClient.Builder client() {
    return LogFlowClient.at(URI.create(rig.url())).token(rig.token);
  }

  @Test
  void the_certificate_or_its_fingerprint_is_enough() throws Exception {
    Path input = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
    Path output = folder.resolve("a.parquet");

    client().trust(rig.certificate()).build().convert(input, output);

    assertThat(Files.readAllBytes(output))
        .startsWith('P', 'A', 'R', '1')
        .endsWith('P', 'A', 'R', '1');
    assertThat(client().fingerprint(rig.identity().fingerprint()).build().jobs(List.of(), 5))
        .isNotEmpty();
  }

  @Test
  void a_server_that_nothing_is_known_of_is_not_trusted() {
    String other = "SHA256:" + "00:".repeat(31) + "00";

    for (LogFlowClient.Builder stranger : List.of(client(), client().fingerprint(other))) {
      assertThatThrownBy(() -> stranger.build().jobs(List.of(), 1))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is not trusted");
    }
  }

  /** A certificate is for the names in it, also where it is trusted. */
  @Test
  void another_name_of_the_server_is_not_trusted() {
    LogFlowClient client =
        LogFlowClient.at(URI.create("https://127.0.0.2:" + rig.port()))
            .token(rig.token)
            .trust(rig.certificate())
            .build();

    assertThatThrownBy(() -> client.jobs(List.of(), 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("127.0.0.2");
  }

  @Test
  void what_is_no_fingerprint_or_certificate_is_refused() {
    assertThatThrownBy(() -> client().fingerprint("SHA256:00").build())
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> client().trust(folder.resolve("none.pem")).build())
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void the_command_line_converts_there() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(folder.resolve("a.csv"), "a,b\n1,x\n2\n");
    String writer = NetworkRig.createToken(root, "cli", TokenScope.WRITE);
    Path token = Files.writeString(folder.resolve("token"), writer + "\n");

    CommandLineRun run =
        CommandLineRun.of(
            home,
            folder,
            "--server",
            rig.url(),
            "--cacert",
            rig.certificate().toString(),
            "--token-file",
            token.toString(),
            "convert",
            "a.csv",
            "--max-rejects",
            "1",
            "-o",
            "out/");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("out/a.parquet: 1 row, 1 row rejected, job ");
    assertThat(run.exitCode()).isEqualTo(9);
    assertThat(folder.resolve("out/a.parquet")).isRegularFile();
    assertThat(home.resolve(".logflow")).doesNotExist();
  }

  @Test
  void the_command_line_takes_server_and_token_from_its_environment() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Map<String, String> environment =
        Map.of("LOGFLOW_SERVER", rig.url(), "LOGFLOW_TOKEN", rig.token);

    Process jobs =
        CommandLineRun.start(
            home,
            folder,
            environment,
            "jobs",
            "list",
            "--json",
            "--fingerprint",
            rig.identity().fingerprint());
    CommandLineRun run = CommandLineRun.ended(jobs, home);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("[");
  }
}
