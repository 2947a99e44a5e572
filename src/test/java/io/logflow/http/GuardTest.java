package io.logflow.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.http.Guard.Asked;
import io.logflow.http.tls.HostNames;
import io.logflow.store.TokenScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-02 to SEC-06: who is let in. */
class GuardTest {
  private static final String GOOD = "Bearer right";
  private final AtomicLong nanos = new AtomicLong();
  private final Guard guard =
      new Guard(
          "http",
          () -> HostNames.of(Set.of("localhost", "127.0.0.1", "::1")),
          GuardTest::scope,
          new FailureLimit(20, nanos::get),
          new Origins(List.of()));

  private static Optional<TokenScope> scope(String token) {
    return switch (token) {
      case "right" -> Optional.of(TokenScope.ADMIN);
      case "reader" -> Optional.of(TokenScope.READ);
      case "writer" -> Optional.of(TokenScope.WRITE);
      default -> Optional.empty();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:8080",
        "localhost.:8080",
        "127.0.0.1:8080",
        "[::1]:8080",
        "[::1]"
      })
  void names_of_this_machine_are_let_in(String host) {
    assertThat(refusal(host, List.of(), List.of(), GOOD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.nip.io",
        "localhost.evil.example:8080",
        "localhost:8080.evil.example",
        "evil.example@localhost",
        "localhost:x",
        "localhost:",
        "0.0.0.0:8080",
        "169.254.169.254",
        "[::ffff:127.0.0.1]",
        "::1",
        "",
        " localhost",
        "localhost,evil.example"
      })
  void other_names_are_misdirected(String host) {
    assertThat(refusal(host, List.of(), List.of(), GOOD)).contains(421);
  }

  @Test
  void one_host_must_be_named() {
    assertThat(status(asked(List.of(), List.of(), List.of(), GOOD, "/"))).contains(400);
    assertThat(status(asked(List.of("localhost", "localhost"), List.of(), List.of(), GOOD, "/")))
        .contains(400);
    assertThat(
            status(asked(List.of("localhost"), List.of(), List.of(), GOOD, "http://evil.example/")))
        .contains(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "http://localhost",
        "http://localhost:3000",
        "https://localhost:8080",
        "http://127.0.0.1:8080",
        "file://"
      })
  void pages_of_other_origins_are_refused_even_with_a_token(String origin) {
    assertThat(refusal("localhost:8080", List.of(origin), List.of(), GOOD)).contains(403);
  }

  /** SEC-04. */
  @ParameterizedTest
  @CsvSource({
    "https://reports.example.com, https://reports.example.com, true",
    "https://reports.example.com, https://reports.example.com:8443, false",
    "https://reports.example.com, http://reports.example.com, false",
    "https://reports.example.com, https://reports.example.com.evil.example, false",
    "https://reports.example.com, null, false",
    "*, https://evil.example, true"
  })
  void only_pages_of_listed_origins_are_let_in(String listed, String origin, boolean let) {
    Guard open =
        new Guard(
            "http",
            () -> HostNames.of(Set.of("localhost")),
            GuardTest::scope,
            new FailureLimit(20, nanos::get),
            new Origins(List.of(listed)));
    Asked page = asked(List.of("localhost"), List.of(origin), List.of("cross-site"), GOOD, "/");
    Asked nobody = asked(List.of("localhost"), List.of(origin), List.of(), "", "/");

    assertThat(open.refuses(page).map(Problem::status).orElse(0)).isEqualTo(let ? 0 : 403);
    assertThat(open.page(page)).isEqualTo(let ? Optional.of(listed) : Optional.empty());
    assertThat(open.refuses(nobody).map(Problem::status).orElse(0)).isEqualTo(let ? 401 : 403);
  }

  @Test
  void pages_of_this_server_are_let_in() {
    assertThat(
            refusal(
                "localhost:8080", List.of("http://localhost:8080"), List.of("same-origin"), GOOD))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void what_a_browser_calls_foreign_is_refused(String site) {
    assertThat(refusal("localhost:8080", List.of(), List.of(site), GOOD)).contains(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer wrong", "Basic right", "right"})
  void without_the_token_nothing_is_answered(String authorization) {
    assertThat(refusal("localhost", List.of(), List.of(), authorization)).contains(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/jobs?token=right",
        "/api/health/",
        "/api/health?x=1",
        "/api/../api/health"
      })
  void only_the_health_itself_needs_no_token(String path) {
    assertThat(status(asked(List.of("localhost"), List.of(), List.of(), "", path))).contains(401);
    assertThat(status(asked(List.of("localhost"), List.of(), List.of(), "", "/api/health")))
        .isEmpty();
  }

  @Test
  void the_health_is_for_this_machine_only() {
    assertThat(status(asked(List.of("evil.example"), List.of(), List.of(), "", "/api/health")))
        .contains(421);
    assertThat(
            status(
                asked(
                    List.of("localhost"),
                    List.of("http://evil.example"),
                    List.of(),
                    "",
                    "/api/health")))
        .contains(403);
  }

  @Test
  void who_tries_many_tokens_is_told_to_wait_and_others_are_not() {
    for (int tried = 0; tried < 20; tried++) {
      assertThat(refusal("localhost", List.of(), List.of(), "Bearer wrong")).contains(401);
    }
    assertThat(refusal("localhost", List.of(), List.of(), "Bearer wrong")).contains(429);
    assertThat(refusal("localhost", List.of(), List.of(), GOOD)).isEmpty();

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
    assertThat(refusal("localhost", List.of(), List.of(), "Bearer wrong")).contains(401);
  }

  @ParameterizedTest
  @CsvSource({
    "reader, GET, /api/v1/jobs, 0",
    "reader, HEAD, /api/v1/upload/a-1, 0",
    "reader, GET, /metrics, 0",
    "reader, POST, /api/v1/convert, 403",
    "reader, POST, /api/v1/upload?name=a.csv, 403",
    "reader, DELETE, /api/v1/job/a1, 403",
    "writer, POST, /api/v1/convert?name=a.csv, 0",
    "writer, POST, /api/v1/upload, 0",
    "writer, PATCH, /api/v1/upload/a-1, 0",
    "writer, DELETE, /api/v1/upload/a-1, 0",
    "writer, DELETE, /api/v1/job/a1, 0",
    "writer, POST, /api/v1/job/a1/retry, 0",
    "writer, DELETE, /api/v1/job/a1?purge=true, 403",
    "writer, DELETE, /api/v1/job/a1?%70urge=true, 403",
    "writer, PUT, /api/v1/profiles/a, 403",
    "writer, DELETE, /api/v1/profiles/a, 403",
    "writer, DELETE, /api/v1/job/../profiles/a, 403",
    "writer, DELETE, /api/v1/job/%2e%2e, 403",
    "writer, POST, /api/v1/new, 403",
    "right, DELETE, /api/v1/job/a1?purge=true, 0",
    "right, PUT, /api/v1/profiles/a, 0"
  })
  void a_token_is_good_for_its_scope_only(String token, String method, String target, int status) {
    Asked asked =
        new Asked(
            method,
            target,
            List.of("localhost"),
            List.of(),
            List.of(),
            List.of("Bearer " + token),
            "127.0.0.1");

    assertThat(status(asked).orElse(0)).isEqualTo(status);
  }

  private Optional<Integer> refusal(
      String host, List<String> origins, List<String> sites, String authorization) {
    return status(asked(List.of(host), origins, sites, authorization, "/api/v1/jobs"));
  }

  private Optional<Integer> status(Asked asked) {
    return guard.refuses(asked).map(Problem::status);
  }

  private static Asked asked(
      List<String> hosts,
      List<String> origins,
      List<String> sites,
      String authorization,
      String target) {
    List<String> authorizations = authorization.isEmpty() ? List.of() : List.of(authorization);
    return new Asked("GET", target, hosts, origins, sites, authorizations, "127.0.0.1");
  }
}
