package io.logflow.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose client keeps the server waiting: for the head of a request, for the next
 * bytes of its body, or for room to write the answer to. While the server works it waits for
 * nobody. Looks at all of them now and then, because a deadline for each would cost more.
 */
final class ConnectionTimes {
  private final HttpTimes times;
  private final Map<HttpConnection, Sight> connections = new ConcurrentHashMap<>();

  /**
   * What was seen of a connection.
   *
   * @param request its latest request; null before the first
   * @param progress bytes that went either way for this request
   * @param since when that was so first
   */
  private record Sight(HttpServerRequest request, State state, long progress, long since) {}

  /** Whom the server waits for. */
  private enum State {
    HEAD,
    BODY,
    NOBODY,
    READER
  }

  ConnectionTimes(HttpTimes times) {
    this.times = times;
  }

  /** A connection was made. */
  void opened(HttpConnection connection) {
    connections.put(connection, new Sight(null, State.HEAD, 0, System.nanoTime()));
    connection.closeHandler(closed -> connections.remove(connection));
  }

  /** The head of a request is there. */
  void begins(HttpServerRequest request) {
    connections.computeIfPresent(
        request.connection(),
        (connection, before) -> new Sight(request, State.BODY, 0, System.nanoTime()));
  }

  /** Looks at all, and ends those that have waited long enough. */
  void look() {
    long now = System.nanoTime();
    connections.replaceAll((connection, before) -> seen(before, now));
    connections.forEach(
        (connection, sight) -> {
          long limit = (sight.state() == State.HEAD ? times.head() : times.idle()).toNanos();
          if (sight.state() != State.NOBODY && now - sight.since() > limit) {
            connection.close();
          }
        });
  }

  private static Sight seen(Sight before, long now) {
    State state = state(before.request());
    long progress = progress(before.request());
    boolean same = state == before.state() && progress == before.progress();
    return same ? before : new Sight(before.request(), state, progress, now);
  }

  private static State state(HttpServerRequest request) {
    if (request == null || request.response().ended()) {
      return State.HEAD;
    }
    if (!request.isEnded()) {
      return State.BODY;
    }
    boolean waits = request.response().headWritten() && request.response().writeQueueFull();
    return waits ? State.READER : State.NOBODY;
  }

  private static long progress(HttpServerRequest request) {
    return request == null ? 0 : request.bytesRead() + request.response().bytesWritten();
  }
}
