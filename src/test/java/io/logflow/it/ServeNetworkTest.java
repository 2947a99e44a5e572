package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.LogFlow;
import io.logflow.http.AccessToken;
import io.logflow.job.ConfigurationException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that other machines can reach, over real connections. */
class ServeNetworkTest {
  private static final String PAGE = "https://reports.example.com";
  @TempDir private static Path root;
  private static NetworkRig rig;

  @BeforeAll
  static void serve() {
    rig =
        new NetworkRig(
            root,
            Map.of(
                "server.hosts", List.of("etl.example.org"), "server.cors_origins", List.of(PAGE)));
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  /** SEC-01. */
  @Test
  void without_a_token_it_does_not_start(@TempDir Path home) {
    try (LogFlow logflow =
        LogFlow.builder()
            .settings(() -> NetworkRig.loader(home, Map.of("server.network", true)))
            .open()) {
      assertThatThrownBy(() -> logflow.serve(List.of(), List.of(), line -> {}))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("there is none that is valid");
    }
    assertThat(home.resolve(".logflow/tls")).doesNotExist();
  }

  /** SEC-05: the token of the file is for this machine's own server. */
  @Test
  void a_named_token_lets_in_and_the_one_of_the_file_does_not() throws Exception {
    AccessToken.at(root.resolve(".logflow/token"));
    String local = Files.readString(root.resolve(".logflow/token")).strip();

    assertThat(rig.ask("/api/v1/jobs").statusCode()).isEqualTo(200);
    assertThat(rig.send("/api/v1/jobs").statusCode()).isEqualTo(401);
    assertThat(rig.send("/api/v1/jobs", "Authorization", "Bearer " + local).statusCode())
        .isEqualTo(401);
    assertThat(rig.send("/api/health").statusCode()).isEqualTo(200);
  }

  /** SEC-02. */
  @ParameterizedTest
  @ValueSource(strings = {"etl.example.org", "localhost", "127.0.0.1:1", "[0:0:0:0:0:0:0:1]"})
  void names_in_the_certificate_are_its_own(String host) throws Exception {
    assertThat(jobs(host)).startsWith("HTTP/1.1 200 ");
  }

  /** SEC-02. */
  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "etl.example.org.evil.example", "127.0.0.1.nip.io"})
  void other_names_are_misdirected(String host) throws Exception {
    assertThat(jobs(host)).startsWith("HTTP/1.1 421 ");
  }

  private static String jobs(String host) throws IOException {
    return rig.raw(
        "GET /api/v1/jobs HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: Bearer "
            + rig.token
            + "\r\nConnection: close\r\n\r\n");
  }

  /** SEC-07. */
  @Test
  void nothing_is_answered_without_tls() {
    String answer;
    try {
      answer = rig.plain("GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    } catch (IOException reset) {
      answer = "";
    }
    assertThat(answer).doesNotContain("HTTP/");
  }

  /** SEC-07: openssl as a client; its own limits are lowered so that the server's are seen. */
  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1", "-tls1_2", "-tls1_3"})
  void only_newer_versions_of_tls_are_spoken(String version) throws Exception {
    String said = openssl("s_client", version, "-cipher", "ALL:@SECLEVEL=0");

    if (version.equals("-tls1_2") || version.equals("-tls1_3")) {
      assertThat(said).contains("Verification: OK", "Peer signature type: ECDSA");
      assertThat(said).containsPattern("Cipher is (TLS_AES|ECDHE-ECDSA)");
    } else {
      assumeFalse(said.contains("no protocols available"), "this openssl has no " + version);
      assertThat(said).contains("alert protocol version").doesNotContain("BEGIN CERTIFICATE");
    }
  }

  /** SEC-07: suites without forward secrecy, and those with known weaknesses. */
  @ParameterizedTest
  @ValueSource(strings = {"kRSA", "AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "aNULL", "eNULL"})
  void weak_suites_are_refused(String suites) throws Exception {
    String said = openssl("s_client", "-tls1_2", "-cipher", suites + ":@SECLEVEL=0");

    assertThat(said).contains("Cipher is (NONE)");
  }

  /** SEC-07. */
  @Test
  void the_certificate_names_the_server() throws Exception {
    String shown = openssl("s_client", "-showcerts");
    Path file = root.resolve("shown.pem");
    int begin = shown.indexOf("-----BEGIN");
    Files.writeString(file, shown.substring(begin, shown.indexOf("-----END") + 25));

    String text = run(List.of("openssl", "x509", "-in", file.toString(), "-noout", "-text"));

    assertThat(text)
        .contains("DNS:etl.example.org", "DNS:localhost", "IP Address:127.0.0.1")
        .contains("CA:FALSE", "TLS Web Server Authentication", "prime256v1");
    assertThat(Files.readString(file).strip())
        .isEqualTo(Files.readString(rig.certificate()).strip());
  }

  private static String openssl(String command, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("openssl", command));
    all.addAll(List.of("-connect", "localhost:" + rig.port(), "-servername", "localhost"));
    all.addAll(List.of("-CAfile", rig.certificate().toString(), "-verify_hostname", "localhost"));
    all.addAll(List.of(options));
    return run(all);
  }

  private static String run(List<String> command) throws Exception {
    Path said = root.resolve("said.txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(said.toFile())
              .start();
      process.waitFor();
    } catch (IOException missing) {
      assumeTrue(false, "openssl is not installed: " + missing.getMessage());
    }
    return Files.readString(said);
  }

  /** SEC-04. */
  @Test
  void a_listed_page_may_read_and_is_told_so() throws Exception {
    HttpResponse<String> read =
        rig.send(
            "/api/v1/jobs",
            "Authorization",
            "Bearer " + rig.token,
            "Origin",
            PAGE,
            "Sec-Fetch-Site",
            "cross-site");
    HttpResponse<String> nobody = rig.send("/api/v1/jobs", "Origin", PAGE);

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
    assertThat(read.headers().firstValue("Vary")).contains("Origin");
    assertThat(read.headers().map()).doesNotContainKey("access-control-allow-credentials");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
  }

  /** SEC-04: what is asked for is not reflected. */
  @Test
  void where_any_page_may_come_it_is_told_just_that(@TempDir Path home) throws Exception {
    Map<String, Object> flags = Map.of("server.cors_origins", List.of("*"));
    try (NetworkRig open = new NetworkRig(home, flags)) {
      HttpResponse<String> answer =
          open.send("/api/v1/jobs", "Origin", PAGE, "Authorization", "Bearer " + open.token);
      HttpResponse<String> nobody = open.send("/api/v1/jobs", "Origin", PAGE);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
      assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
      assertThat(nobody.statusCode()).isEqualTo(401);
    }
  }

  /** SEC-04. */
  @Test
  void a_browser_that_asks_first_is_answered_for_a_listed_page_only() throws Exception {
    String listed = preflight("localhost", PAGE);
    String other = preflight("localhost", "https://evil.example");
    String misdirected = preflight("evil.example", PAGE);

    assertThat(listed)
        .startsWith("HTTP/1.1 204 ")
        .contains("Access-Control-Allow-Origin: " + PAGE)
        .contains("Access-Control-Allow-Methods: ", "DELETE")
        .contains("Access-Control-Allow-Headers: ", "Authorization");
    assertThat(other).startsWith("HTTP/1.1 403 ");
    assertThat(misdirected).startsWith("HTTP/1.1 421 ");
    assertThat(other + misdirected).doesNotContainIgnoringCase("access-control");
  }

  private static String preflight(String host, String origin) throws IOException {
    return rig.raw(
        "OPTIONS /api/v1/jobs HTTP/1.1\r\nHost: "
            + host
            + "\r\nOrigin: "
            + origin
            + "\r\nAccess-Control-Request-Method: DELETE\r\n"
            + "Access-Control-Request-Headers: authorization\r\nConnection: close\r\n\r\n");
  }

  /** SEC-06 and SEC-23. */
  @Test
  void a_token_is_in_no_file_and_no_report() throws Exception {
    rig.ask("/api/v1/jobs?limit=1&x=" + rig.token);

    try (Stream<Path> files = Files.walk(root.resolve(".logflow"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(rig.token);
      }
    }
    for (String report : List.of("/metrics", "/api/health", "/api/v1/stats")) {
      assertThat(rig.ask(report).body()).isNotEmpty().doesNotContain(rig.token, "password");
    }
  }

  /** SEC-06. */
  @Test
  void whoever_tries_tokens_is_slowed_down_and_a_right_one_is_not() throws Exception {
    String wrong = "Bearer lf_" + "A".repeat(43);
    List<Integer> answers = new ArrayList<>();
    for (int tried = 0; tried < 40; tried++) {
      answers.add(rig.send("/api/v1/jobs", "Authorization", wrong).statusCode());
    }

    assertThat(answers).containsOnly(401, 429).endsWith(429);
    assertThat(answers.stream().filter(status -> status == 401).count()).isLessThanOrEqualTo(20);
    assertThat(rig.ask("/api/v1/jobs").statusCode()).isEqualTo(200);
  }
}
