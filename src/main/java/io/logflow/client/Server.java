package io.logflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One server, asked over and over where that may help. */
final class Server {
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long LONGEST_WAIT_SECONDS = 30;

  private final URI base;
  private final Optional<String> token;
  private final HttpClient client;
  private volatile boolean answered;

  /**
   * @param base scheme, host and port, without a path
   */
  Server(URI base, Optional<String> token, HttpClient client) {
    this.base = base;
    this.token = token;
    this.client = client;
  }

  /** Where it is. */
  String place() {
    return base.toString();
  }

  Patience patience() {
    return new Patience(place(), answered);
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return request;
  }

  /** A request with a document, which may be sent again under its key. */
  HttpRequest.Builder post(String path, Object document, String key) {
    return request(path)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(Answers.json(document)));
  }

  /**
   * The document that answers a request which may be sent more than once.
   *
   * @throws LogFlowException where it is refused, or the server cannot be reached
   */
  Map<String, Object> document(HttpRequest.Builder request) {
    return Answers.document(success(request).body());
  }

  /** The answer to a request which may be sent more than once. */
  HttpResponse<String> success(HttpRequest.Builder request) {
    Patience patience = patience();
    while (true) {
      try {
        HttpResponse<String> answer = send(request, BodyHandlers.ofString(UTF_8));
        if (answer.statusCode() / 100 == 2) {
          return answer;
        }
        if (!isToComeAgain(answer) || !patience.goesOn()) {
          throw Answers.failure(answer.statusCode(), answer.body());
        }
        pause(answer);
      } catch (IOException e) {
        patience.after(e);
      }
    }
  }

  /** Whether the server has no room now, and says when it may have. 429 is for wrong tokens. */
  static boolean isToComeAgain(HttpResponse<?> answer) {
    return answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
  }

  /** Waits as long as the server asks for. */
  static void pause(HttpResponse<?> answer) {
    long seconds =
        answer
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(Long::parseLong)
            .orElse(1L);
    Patience.pause(Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Math.max(1, seconds))));
  }

  /** Sends once. */
  <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) throws IOException {
    try {
      HttpResponse<T> answer = client.send(request.build(), handler);
      answered = true;
      return answer;
    } catch (InterruptedException e) {
      throw Patience.interrupted(e);
    }
  }

  /** A part of a path or query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
