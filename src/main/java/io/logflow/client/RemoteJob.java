package io.logflow.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A job as a server tells of it. */
public final class RemoteJob {
  private static final Set<String> OPEN = Set.of("claiming", "pending", "running");

  private final Map<String, Object> document;

  RemoteJob(Map<String, Object> document) {
    this.document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
  }

  /** All that the server tells, in its order. */
  public Map<String, Object> document() {
    return document;
  }

  public String id() {
    return text("id").orElse("");
  }

  /** Its state, such as {@code completed}. */
  public String status() {
    return text("status").orElse("");
  }

  /** Whether it waits or runs. */
  public boolean isOpen() {
    return OPEN.contains(status());
  }

  /** Whether there is an output of it. */
  public boolean hasResult() {
    return status().startsWith("completed") || status().equals("duplicate");
  }

  /** A field that is a text. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(document.get(field))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /** A field that is a number. */
  public OptionalLong number(String field) {
    return document.get(field) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** A field of its error; empty where it has none. */
  Optional<String> error(String field) {
    return document.get("error") instanceof Map<?, ?> error
        ? Optional.ofNullable(error.get(field)).map(String::valueOf)
        : Optional.empty();
  }
}
