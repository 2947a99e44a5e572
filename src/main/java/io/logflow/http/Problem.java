package io.logflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error as a client sees it: a problem document (RFC 9457). The one place where a failure gets
 * its HTTP status.
 *
 * @param status HTTP status
 * @param kind kind of the failure, in lower case
 * @param detail what went wrong
 * @param remedy what to do about it
 * @param headers further fields of the answer
 */
public record Problem(
    int status, String kind, String detail, String remedy, Map<String, String> headers) {
  /** Media type of problem documents. */
  public static final String TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(Problem.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SERVER_ERROR = 500;

  public Problem {
    headers = Map.copyOf(headers);
  }

  /** A problem without further fields. */
  public Problem(int status, String kind, String detail, String remedy) {
    this(status, kind, detail, remedy, Map.of());
  }

  /**
   * What a client is told of a failure. Of one that is the server's it learns a number under which
   * the log has the rest, because messages may name places of this machine.
   */
  public static Problem of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused.problem();
      }
      if (cause instanceof LogFlowException known) {
        return of(known);
      }
    }
    return of(ErrorKind.INTERNAL.error(String.valueOf(failure), "", failure));
  }

  private static Problem of(LogFlowException failure) {
    int status = failure.kind().httpStatus();
    if (status < SERVER_ERROR) {
      return new Problem(
          status, label(failure.kind()), failure.getMessage(), failure.remedy(), Map.of());
    }
    String number = UUID.randomUUID().toString();
    LOG.warn("Request failed, number {}: {}", number, failure.getMessage(), failure);
    Problem problem =
        new Problem(
            status,
            label(failure.kind()),
            "The server could not do this; its log has the reason under " + number + ".",
            failure.kind().isTransient() ? "Try again later." : "Ask whoever runs the server.");
    return failure.kind().isTransient() ? problem.with("Retry-After", "5") : problem;
  }

  private static String label(ErrorKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The same with one more field in its answer. */
  public Problem with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, kind, detail, remedy, more);
  }

  /** The document. */
  public String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "urn:logflow:problem:" + kind);
    document.put("title", Statuses.reason(status));
    document.put("status", status);
    document.put("detail", detail);
    document.put("kind", kind);
    document.put("what_to_do", remedy);
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }
}
