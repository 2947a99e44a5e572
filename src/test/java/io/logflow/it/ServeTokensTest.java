package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.StateStore;
import io.logflow.store.TokenScope;
import io.logflow.store.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SEC-06: named tokens at a running service, made and ended by others than its process. */
class ServeTokensTest {
  @TempDir private static Path root;
  private static ServiceRig rig;
  private static StateStore other;
  private static Tokens tokens;

  @BeforeAll
  static void serve() {
    rig = new ServiceRig(root, Map.of());
    other = StateStore.open(root.resolve(".logflow/logflow.db"));
    tokens = new Tokens(other, Clock.systemUTC());
  }

  @AfterAll
  static void end() {
    rig.close();
    other.close();
  }

  private static HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rig.port() + path))
        .header("Authorization", "Bearer " + token);
  }

  private static int asks(String token) throws Exception {
    return rig.send(request("/api/v1/jobs", token)).statusCode();
  }

  @Test
  void a_token_is_good_from_the_moment_it_is_made_until_it_is_revoked() throws Exception {
    String token = tokens.create("short", TokenScope.READ, Optional.empty());
    assertThat(asks(token)).isEqualTo(200);

    tokens.revoke("short");

    assertThat(asks(token)).isEqualTo(401);
  }

  @Test
  void an_expired_one_is_refused() throws Exception {
    String token =
        new Tokens(other, Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)))
            .create("old", TokenScope.ADMIN, Optional.of(Duration.ofDays(1)));

    assertThat(asks(token)).isEqualTo(401);
  }

  @Test
  void who_may_read_may_not_send() throws Exception {
    String reader = tokens.create("reader", TokenScope.READ, Optional.empty());
    String writer = tokens.create("writer", TokenScope.WRITE, Optional.empty());

    HttpResponse<String> refused =
        rig.send(
            request("/api/v1/upload?name=a.csv", reader).POST(BodyPublishers.ofString("a\n1\n")));
    HttpResponse<String> taken =
        rig.send(
            request("/api/v1/upload?name=a.csv", writer).POST(BodyPublishers.ofString("a\n1\n")));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("needs write");
    assertThat(taken.statusCode()).isEqualTo(201);
    assertThat(rig.rows("SELECT id FROM uploads")).hasSize(1);
  }

  @Test
  void a_token_in_the_address_is_none() throws Exception {
    String token = tokens.create("address", TokenScope.ADMIN, Optional.empty());

    String answer =
        rig.raw(
            "GET /api/v1/jobs?token="
                + token
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain(token);
  }
}
