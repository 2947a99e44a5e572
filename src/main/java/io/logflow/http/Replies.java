package io.logflow.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes answers that are whole from the beginning. */
public final class Replies {
  /** Time in which a client that still sends can read why nobody listens. */
  private static final long LINGER_MILLIS = 500;

  private Replies() {}

  /** Answers with a problem, unless an answer has begun; then the connection ends. */
  public static void problem(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      request.connection().close();
      return;
    }
    response.setStatusCode(problem.status()).putHeader("Content-Type", Problem.TYPE);
    problem.headers().forEach(response::putHeader);
    response.end(problem.json());
  }

  /** As {@link #problem}, when the rest of the body is not wanted: the connection ends. */
  public static void refuse(RoutingContext context, HttpServerRequest request, Problem problem) {
    request.response().putHeader("Connection", "close");
    problem(request, problem);
    request.resume();
    context.vertx().setTimer(LINGER_MILLIS, timer -> request.connection().close());
  }

  /** Lets a client send its body that has asked whether it may (RFC 9110, 10.1.1). */
  public static void letSend(HttpServerRequest request) {
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }
}
