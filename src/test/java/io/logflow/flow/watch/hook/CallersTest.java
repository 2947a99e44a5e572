package io.logflow.flow.watch.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands, addresses and routes that are called, each a real one. */
class CallersTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path folder;
  private HttpServer server;
  private ExecutorService serving;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicReference<String> received = new AtomicReference<>("");

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serving = Executors.newCachedThreadPool();
    server.setExecutor(serving);
    server.createContext("/well", exchange -> answer(exchange, 204, ""));
    server.createContext("/moved", exchange -> answer(exchange, 302, "/well"));
    server.createContext("/ill", exchange -> answer(exchange, 503, ""));
    server.createContext("/hang", this::hang);
    server.createContext("/endless", CallersTest::endless);
    server.start();
  }

  @AfterEach
  void close() {
    end.countDown();
    server.stop(0);
    serving.shutdownNow();
  }

  private void answer(HttpExchange exchange, int status, String location) throws IOException {
    received.set(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.getResponseHeaders().add("Location", location);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void hang(HttpExchange exchange) {
    try {
      end.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      byte[] part = new byte[1 << 16];
      while (true) {
        body.write(part);
      }
    }
  }

  private static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job_id", "01h");
    facts.put("input", "/in/a b$(touch x);'\"ä.csv");
    facts.put("rows", 3);
    facts.put("error", null);
    return facts;
  }

  private Caller command(Duration timeout, String script, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return new CommandCaller(command, timeout);
  }

  private Caller webhook(Duration timeout, String path) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new WebhookCaller(address.toString(), timeout);
  }

  @Test
  void a_command_gets_each_argument_whole_and_the_facts_as_json() throws Exception {
    Path out = folder.resolve("out");
    command(
            LONG,
            "for one; do printf '<%s>' \"$one\"; done > \"$1\"; cat >> \"$1\"",
            out.toString(),
            "--in={input}",
            "{rows} {error} {not one}")
        .call(facts());

    assertThat(out)
        .hasContent(
            "<"
                + out
                + "><--in=/in/a b$(touch x);'\"ä.csv><3  {not one}>"
                + "{\"job_id\":\"01h\",\"input\":\"/in/a b$(touch x);'\\\"ä.csv\",\"rows\":3,\"error\":null}");
  }

  @Test
  void a_command_that_fails_says_so() {
    assertThatThrownBy(() -> command(LONG, "echo no such table; exit 3").call(facts()))
        .isInstanceOf(HookFailure.class)
        .hasMessage("ended with exit code 3. no such table");
    assertThatThrownBy(() -> new CommandCaller(List.of("/no/such"), LONG).call(facts()))
        .isInstanceOf(HookFailure.class)
        .hasMessageStartingWith("cannot be started: ");
  }

  @Test
  void a_command_that_hangs_is_ended_with_its_children() throws Exception {
    Path child = folder.resolve("child");
    Caller hanging =
        command(Duration.ofSeconds(1), "sleep 60 & echo $! > \"$1\"; wait", "" + child);

    assertThatThrownBy(() -> hanging.call(facts()))
        .isInstanceOf(HookFailure.class)
        .hasMessage("did not end within 1000 ms");

    long pid = Long.parseLong(Files.readString(child).strip());
    Awaitility.await()
        .atMost(LONG)
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void ten_megabytes_of_output_cost_nothing_and_a_child_that_stays_holds_nothing_up()
      throws Exception {
    Path child = folder.resolve("child");
    long begun = System.nanoTime();

    command(LONG, "yes 0123456789 | head -c 10000000; sleep 60 & echo $! > \"$1\"", "" + child)
        .call(facts());

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    ProcessHandle.of(Long.parseLong(Files.readString(child).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void an_address_is_posted_the_facts_and_anything_but_2xx_is_a_failure() throws Exception {
    webhook(LONG, "/well").call(facts());
    assertThat(received.get()).startsWith("POST application/json {\"job_id\":\"01h\",");

    assertThatThrownBy(() -> webhook(LONG, "/ill").call(facts()))
        .isInstanceOf(HookFailure.class)
        .hasMessage("answered with status 503");
    assertThatThrownBy(() -> webhook(LONG, "/moved").call(facts()))
        .hasMessage("answered with status 302");
    assertThatThrownBy(() -> webhook(SHORT, "/hang").call(facts()))
        .hasMessageStartingWith("cannot be reached: ");
    assertThatThrownBy(() -> new WebhookCaller("http://127.0.0.1:1/x", LONG).call(facts()))
        .hasMessageStartingWith("cannot be reached: ");
    assertThatCode(() -> webhook(LONG, "/endless").call(facts())).doesNotThrowAnyException();
  }

  @Test
  void a_route_gets_the_facts_and_one_that_hangs_is_not_called_again_meanwhile() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      AtomicReference<Object> body = new AtomicReference<>();
      CountDownLatch hanging = new CountDownLatch(1);
      context
          .getRegistry()
          .bind("take", (org.apache.camel.Processor) x -> body.set(x.getIn().getBody()));
      context
          .getRegistry()
          .bind("hang", (org.apache.camel.Processor) x -> awaitWhateverComes(hanging));
      context.addRoutes(
          new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
              from("direct:take").process("take");
              from("direct:hang").process("hang");
              from("direct:fail").throwException(new IllegalStateException("no such table"));
            }
          });
      context.start();

      route(context, "direct:take", LONG).call(facts());
      assertThat(body.get()).isEqualTo(facts());
      assertThatThrownBy(() -> route(context, "direct:fail", LONG).call(facts()))
          .isInstanceOf(HookFailure.class)
          .hasMessage("failed: java.lang.IllegalStateException: no such table");
      Caller hangs = route(context, "direct:hang", SHORT);
      assertThatThrownBy(() -> hangs.call(facts())).hasMessage("did not come back within 300 ms");
      assertThatThrownBy(() -> hangs.call(facts()))
          .hasMessage("has not come back from an earlier call");
      hanging.countDown();
    }
  }

  private static Caller route(DefaultCamelContext context, String route, Duration timeout) {
    return new RouteCaller(context.createProducerTemplate(), route, timeout);
  }

  private static void awaitWhateverComes(CountDownLatch latch) {
    boolean there = false;
    while (!there) {
      try {
        there = latch.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException ignoredAsBadRoutesDo) {
        there = false;
      }
    }
  }
}
