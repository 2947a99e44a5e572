package io.logflow.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what a server answers; problem documents become errors of the same kind as locally. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private Answers() {}

  /** A document. */
  static Map<String, Object> document(String text) {
    try {
      Map<String, Object> document = JSON.readValue(text, MAP);
      if (document != null) {
        return document;
      }
    } catch (JsonProcessingException e) {
      throw foreign(e);
    }
    throw foreign(null);
  }

  private static LogFlowException foreign(Exception cause) {
    return ErrorKind.STATE.error(
        "The answer of the server is none of LogFlow.",
        "See whether the address is that of 'logflow serve', and not of something before it.",
        cause);
  }

  static String json(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON", e);
    }
  }

  /** What an answer that is no success means. */
  static LogFlowException failure(int status, String body) {
    Map<String, Object> problem = body.stripLeading().startsWith("{") ? document(body) : Map.of();
    String detail = String.valueOf(problem.getOrDefault("detail", "The answer is " + status + "."));
    String remedy = String.valueOf(problem.getOrDefault("what_to_do", ""));
    return switch (status) {
      case 401 ->
          ErrorKind.CONFIGURATION.error(
              "The server does not know the token, or it has been revoked or has expired.",
              "Give a valid one with --token-file FILE, or in LOGFLOW_TOKEN.");
      case 403, 421 -> ErrorKind.CONFIGURATION.error(detail, remedy);
      case 429, 503 -> ErrorKind.STATE.error(detail, remedy);
      default -> kind(String.valueOf(problem.get("kind")), status).error(detail, remedy);
    };
  }

  /** How a job has failed. */
  static LogFlowException failure(RemoteJob job) {
    if (job.status().equals("empty")) {
      return ErrorKind.EMPTY_INPUT.error("The input has no rows.", "");
    }
    if (job.status().equals("cancelled")) {
      return ErrorKind.CANCELLED.error("The job " + job.id() + " was cancelled.", "");
    }
    return kind(job.error("kind").orElse(""), 500)
        .error(
            job.error("message").orElse("The job " + job.id() + " is " + job.status() + "."),
            job.error("what_to_do").orElse(""));
  }

  private static ErrorKind kind(String name, int status) {
    Optional<ErrorKind> known =
        Arrays.stream(ErrorKind.values())
            .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst();
    return known.orElse(status < 500 ? ErrorKind.USAGE : ErrorKind.INTERNAL);
  }
}
