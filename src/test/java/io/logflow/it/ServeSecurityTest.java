package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ConfigurationException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests to a running service, over real connections. */
class ServeSecurityTest {
  @TempDir private static Path root;
  private static ServiceRig rig;

  @BeforeAll
  static void serve() {
    rig = new ServiceRig(root, Map.of());
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  /** SEC-01. */
  @Test
  void only_this_machine_can_connect() throws Exception {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();

    for (InetAddress address : others) {
      assertThatThrownBy(() -> new Socket(address, rig.port()).close())
          .isInstanceOf(ConnectException.class);
    }
    assertThat(rig.get("/api/v1/jobs").statusCode()).isEqualTo(200);
  }

  /** SEC-01. */
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::", "logflow.example"})
  void an_address_for_others_is_refused(String host) {
    assertThatThrownBy(
            () -> new ServiceRig(root.resolve("other"), Map.of("server.host", host)).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(host);
  }

  /** SEC-04: any page may come only where TLS and named tokens are. */
  @Test
  void every_origin_at_once_is_refused_on_this_machine() {
    Map<String, Object> flags = Map.of("server.cors_origins", List.of("*"));

    assertThatThrownBy(() -> new ServiceRig(root.resolve("pages"), flags).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("server.cors_origins");
  }

  /** SEC-02. */
  @Test
  void a_foreign_host_learns_nothing() throws Exception {
    String answer =
        rig.raw(
            "GET /api/v1/jobs HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer "
                + rig.token()
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 421 ").contains("application/problem+json");
    assertThat(rig.raw("GET /api/health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 400 ");
  }

  /** SEC-03 and SEC-04. */
  @Test
  void a_page_of_another_origin_can_neither_read_nor_write() throws Exception {
    String form =
        rig.raw(
            "POST /api/v1/upload HTTP/1.1\r\nHost: localhost:"
                + rig.port()
                + "\r\nOrigin: http://evil.example\r\nAuthorization: Bearer "
                + rig.token()
                + "\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\na,b");
    String preflight =
        rig.raw(
            "OPTIONS /api/v1/jobs HTTP/1.1\r\nHost: localhost:"
                + rig.port()
                + "\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: DELETE\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(form).startsWith("HTTP/1.1 403 ");
    assertThat(preflight).startsWith("HTTP/1.1 403 ");
    assertThat(form + preflight).doesNotContainIgnoringCase("access-control-allow");
    assertThat(rig.rows("SELECT id FROM jobs")).isEmpty();
  }

  /** SEC-05. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/jobs",
        "/metrics",
        "/api/v1/openapi.json",
        "/nothing",
        "/api/health/"
      })
  void without_a_token_every_path_looks_the_same(String path) throws Exception {
    String answer =
        rig.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Bearer");
  }

  /** SEC-13 and SEC-14. */
  @Test
  void nothing_of_a_request_comes_back_in_the_answer() throws Exception {
    String answer =
        rig.raw(
            "GET /api/v1/jobs?Set-Cookie=a&Location=//evil HTTP/1.1\r\nHost: localhost\r\n"
                + "X-Foo: bar\r\nCamelHttpResponseCode: 204\r\nAuthorization: Bearer "
                + rig.token()
                + "\r\nConnection: close\r\n\r\n");
    HttpResponse<String> good = rig.send(rig.request("/api/v1/jobs").header("X-Foo", "bar"));

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(answer).doesNotContain("evil", "X-Foo", "Set-Cookie");
    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(good.headers().map()).doesNotContainKeys("x-foo", "authorization", "host");
    assertThat(good.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(good.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(good.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
  }

  /** SEC-26. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/dev",
        "/q/upload",
        "/q/send",
        "/observe/jolokia",
        "/observe/metrics",
        "/observe/health",
        "/config/defaults.yaml",
        "/logflow.db",
        "/routes/api/jobs.camel.yaml"
      })
  void no_console_and_no_file_is_served(String path) throws Exception {
    assertThat(rig.get(path).statusCode()).isEqualTo(404);
  }

  /** SEC-27. */
  @Test
  void errors_tell_nothing_of_the_inside() throws Exception {
    for (String path : List.of("/nope", "/api/v1/job/x", "/api/v1/jobs?limit=0")) {
      HttpResponse<String> answer = rig.get(path);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(ServiceRig.json(answer).get("status").asInt()).isEqualTo(answer.statusCode());
      assertThat(answer.body()).doesNotContain("Exception", "io.logflow", root.toString());
    }
  }

  @Test
  void another_method_is_not_allowed() throws Exception {
    assertThat(rig.post("/api/v1/jobs", "").statusCode()).isEqualTo(405);
  }

  @Test
  void the_health_is_told_to_everybody_on_this_machine() throws Exception {
    String answer =
        rig.raw("GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(answer)
        .contains("\"status\":\"healthy\"", "version", "uptime", "jobs_completed", "jobs_failed");
    assertThat(answer).contains("disk_usage").doesNotContain(root.toString());
  }
}
