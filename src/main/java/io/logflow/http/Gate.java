package io.logflow.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * What every request goes through first, outside of any routing: nothing behind it sees a request
 * that the guard refuses.
 */
final class Gate implements Handler<HttpServerRequest> {
  private static final long LINGER_MILLIS = 500;

  private final Vertx vertx;
  private final Guard guard;
  private final ConnectionTimes times;
  private final Handler<HttpServerRequest> inside;
  private final BiConsumer<String, Integer> answered;
  private final AtomicBoolean closing = new AtomicBoolean();

  Gate(
      Vertx vertx,
      Guard guard,
      ConnectionTimes times,
      Handler<HttpServerRequest> inside,
      BiConsumer<String, Integer> answered) {
    this.answered = answered;
    this.vertx = requireNonNull(vertx, "vertx is null");
    this.guard = requireNonNull(guard, "guard is null");
    this.times = requireNonNull(times, "times is null");
    this.inside = requireNonNull(inside, "inside is null");
  }

  /** From now on only questions are answered. */
  void close() {
    closing.set(true);
  }

  @Override
  public void handle(HttpServerRequest request) {
    times.begins(request);
    HttpServerResponse response = request.response();
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.putHeader("Cache-Control", "no-store");
    Optional<Problem> refusal;
    try {
      Guard.Asked asked = asked(request);
      Optional<String> page = guard.page(asked);
      page.ifPresent(origin -> Origins.show(response, origin));
      if (page.isPresent() && Origins.isPreflight(request)) {
        Origins.answer(response);
        answered.accept("OPTIONS", response.getStatusCode());
        return;
      }
      refusal = guard.refuses(asked).or(() -> unclear(request)).or(() -> ending(request));
    } catch (RuntimeException e) { // Whoever cannot be judged is not let in.
      refusal = Optional.of(Problem.of(e));
    }
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
    } else {
      inside.handle(request);
    }
  }

  /** A way to say where a body ends that is not known here (RFC 9112, 6.1). */
  private static Optional<Problem> unclear(HttpServerRequest request) {
    List<String> codings = request.headers().getAll("Transfer-Encoding");
    boolean chunked = codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
    return codings.isEmpty() || chunked
        ? Optional.empty()
        : Optional.of(
            new Problem(
                400,
                "usage",
                "The request does not say clearly where its body ends.",
                "Send either Content-Length or Transfer-Encoding: chunked."));
  }

  private Optional<Problem> ending(HttpServerRequest request) {
    boolean asks = request.method().name().equals("GET") || request.method().name().equals("HEAD");
    return closing.get() && !asks
        ? Optional.of(
            new Problem(503, "state", "The server is ending.", "Try again when it is back.")
                .with("Retry-After", "5"))
        : Optional.empty();
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    boolean sends =
        request.headers().contains("Content-Length")
            || request.headers().contains("Transfer-Encoding");
    if (sends) {
      request.response().putHeader("Connection", "close");
      vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }
    Replies.problem(request, problem);
    answered.accept(HttpService.known(request.method().name()), problem.status());
  }

  private static Guard.Asked asked(HttpServerRequest request) {
    return new Guard.Asked(
        request.method().name(),
        request.uri(),
        request.headers().getAll("Host"),
        request.headers().getAll("Origin"),
        request.headers().getAll("Sec-Fetch-Site"),
        request.headers().getAll("Authorization"),
        request.remoteAddress().hostAddress());
  }
}
