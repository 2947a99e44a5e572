package io.logflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.http.JobDoor.Order;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request that says in JSON which data is meant and how it is to be read.
 *
 * @param upload id of an upload; either this or a path is given
 * @param path a file of this machine
 * @param name what the file is called
 * @param options settings by short or dotted name
 * @param profile the profile
 */
record Description(
    Optional<String> upload,
    Optional<String> path,
    Optional<String> name,
    Map<String, Object> options,
    Optional<String> profile) {
  private static final Set<String> FIELDS = Set.of("upload", "path", "name", "options", "profile");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** Has the bodies of such requests to a path read; others are data, and left to the next step. */
  static void read(Router router, ApiRouter small, String path) {
    router
        .post(path)
        .handler(
            context -> {
              if (isOne(context.request())) {
                small.bodyHandler().handle(context);
              } else {
                context.next();
              }
            });
  }

  /** Types are compared without case (RFC 9110, 8.3.1). */
  private static boolean isOne(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type"));
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  /**
   * What a body says.
   *
   * @throws Refused 400
   */
  static Description of(String body) {
    Map<String, Object> document = document(body);
    Object options = document.getOrDefault("options", Map.of());
    if (!(options instanceof Map<?, ?> map)) {
      throw Fields.bad("The options of the request are no JSON object.");
    }
    Map<String, Object> all = new HashMap<>();
    map.forEach((option, value) -> all.put(String.valueOf(option), value));
    Description found =
        new Description(
            text(document, "upload"),
            text(document, "path"),
            text(document, "name"),
            all,
            text(document, "profile"));
    if (found.upload().isPresent() == found.path().isPresent()) {
      throw Fields.bad("The request must name either an upload or a path.");
    }
    return found;
  }

  private static Map<String, Object> document(String text) {
    try {
      Map<String, Object> document = JSON.readValue(text == null ? "" : text, MAP);
      if (document == null || !FIELDS.containsAll(document.keySet())) {
        throw Fields.bad(
            "The request may hold "
                + String.join(", ", FIELDS.stream().sorted().toList())
                + ", and nothing else; data in JSON is sent as application/x-ndjson.");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw Fields.bad("The request is no JSON object.");
    }
  }

  private static Optional<String> text(Map<String, Object> document, String field) {
    Object value = document.get(field);
    if (value != null && !(value instanceof String)) {
      throw Fields.bad("The field " + field + " is no text.");
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }

  /**
   * What it asks for.
   *
   * @param otherwise the name of the file, unless the request gives one
   * @param source see {@link Order}
   */
  Order order(String otherwise, Optional<String> key, String source) {
    return new Order(ClientNames.safe(name.orElse(otherwise)), options, profile, key, source);
  }
}
