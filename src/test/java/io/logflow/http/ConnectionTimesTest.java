package io.logflow.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.http.tls.HostNames;
import io.logflow.store.TokenScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REL-25: clients that keep the server waiting. */
class ConnectionTimesTest {
  private static final String HEAD =
      " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer right\r\n";
  private HttpService http;
  private int port;

  @BeforeEach
  void open() {
    Guard guard =
        new Guard(
            "http",
            () -> HostNames.of(Set.of("localhost")),
            text -> Optional.of(TokenScope.ADMIN).filter(any -> text.equals("right")),
            new FailureLimit(1, System::nanoTime),
            new Origins(List.of()));
    HttpTimes times = new HttpTimes(Duration.ofMillis(700), Duration.ofMillis(700));
    http = new HttpService(guard, times, (method, status) -> {});
    http.router()
        .get("/slow")
        .handler(
            context -> context.vertx().setTimer(3000, late -> context.response().end("at last")));
    http.router()
        .post("/body")
        .handler(context -> context.request().endHandler(end -> context.response().end("taken")));
    port = http.open("127.0.0.1", 0);
  }

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void half_a_head_is_not_waited_for() throws Exception {
    assertThat(answer("GET /slow HTTP/1.1\r\nHost: local")).isEmpty();
  }

  @Test
  void a_connection_without_any_request_is_not_kept() throws Exception {
    assertThat(answer("")).isEmpty();
  }

  @Test
  void a_body_that_stops_is_not_waited_for() throws Exception {
    assertThat(answer("POST /body" + HEAD + "Content-Length: 10\r\n\r\n12345")).isEmpty();
  }

  @Test
  void who_waits_for_the_server_is_not_cut_off() throws Exception {
    assertThat(answer("GET /slow" + HEAD + "\r\n")).contains("200 OK").endsWith("at last");
  }

  /** All that comes back until the server closes the connection. */
  private String answer(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (SocketException reset) {
      return "";
    }
  }
}
