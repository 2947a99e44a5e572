package io.logflow.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Web origins whose pages may use the server, and what browsers are told of it (Fetch, 3.3). Pages
 * are never let in with what a browser knows of a user: there is no Allow-Credentials.
 */
public final class Origins {
  /** Any page, of whatever origin. */
  public static final String EVERY = "*";

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String SENT =
      "Accept, Authorization, Content-Digest, Content-Disposition, Content-Type, Idempotency-Key,"
          + " Last-Event-ID, Range, Upload-Complete, Upload-Length, Upload-Offset";
  private static final String SHOWN =
      "Accept-Ranges, Content-Digest, Content-Disposition, Content-Range, Deprecation, ETag, Link,"
          + " Location, Retry-After, Sunset, Upload-Complete, Upload-Length, Upload-Limit,"
          + " Upload-Offset, WWW-Authenticate";
  private static final String SECONDS = "600";

  private final List<String> listed;

  /**
   * These.
   *
   * @param listed as in {@code server.cors_origins}
   */
  public Origins(List<String> listed) {
    this.listed = listed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * What a page may be told if it is let in: its origin as it is listed, or that any may come.
   *
   * @param sent the fields {@code Origin} of a request
   */
  Optional<String> allowed(List<String> sent) {
    if (sent.size() != 1) {
      return Optional.empty();
    }
    return listed.stream()
        .filter(origin -> origin.equals(EVERY) || origin.equals(sent.get(0)))
        .findFirst();
  }

  /** Whether a browser asks what a page may send. */
  static boolean isPreflight(HttpServerRequest request) {
    return request.method().name().equals("OPTIONS")
        && request.headers().contains("Access-Control-Request-Method");
  }

  /** Lets the page read the answer. */
  static void show(HttpServerResponse response, String origin) {
    response
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Expose-Headers", SHOWN)
        .putHeader("Vary", "Origin");
  }

  /** Tells the browser what the page may send; whether it has a token is seen then. */
  static void answer(HttpServerResponse response) {
    response
        .putHeader("Access-Control-Allow-Methods", METHODS)
        .putHeader("Access-Control-Allow-Headers", SENT)
        .putHeader("Access-Control-Max-Age", SECONDS)
        .setStatusCode(204)
        .end();
  }
}
