package io.logflow.flow.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.http.Refused;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a request, each known and given once. */
public final class Query {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads what stands behind the question mark.
   *
   * @param text null where there is nothing
   * @param known names that may stand there
   * @throws Refused 400
   */
  public Query(String text, Set<String> known) {
    String all = text == null ? "" : text;
    Arrays.stream(all.split("&")).filter(part -> !part.isEmpty()).forEach(part -> add(part, known));
  }

  private void add(String part, Set<String> known) {
    int equals = part.indexOf('=');
    String name = decoded(equals < 0 ? part : part.substring(0, equals));
    String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
    if (!known.contains(name)) {
      throw bad(
          "This path takes no such parameter as one that was given.",
          "It takes: " + String.join(", ", known.stream().sorted().toList()) + ".");
    }
    if (values.put(name, value) != null) {
      throw bad("The parameter " + name + " is given twice.", "Give it once.");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("A parameter is not percent-encoded.", "Encode it as UTF-8.");
    }
  }

  private static Refused bad(String detail, String remedy) {
    return new Refused(400, "usage", detail, remedy);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All that was given. */
  public Map<String, String> all() {
    return values;
  }

  /** The parts of a list that is separated by commas. */
  List<String> list(String name) {
    return text(name).map(text -> List.of(text.split(","))).orElse(List.of());
  }

  /** A whole number within bounds. */
  long number(String name, long least, long most, long otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw bad(
        "The parameter " + name + " is out of range.",
        "Give a number from " + least + " to " + most + ".");
  }

  boolean flag(String name) {
    String text = values.getOrDefault(name, "false");
    if (!Set.of("true", "false").contains(text)) {
      throw bad("The parameter " + name + " is neither true nor false.", "Give one of the two.");
    }
    return text.equals("true");
  }
}
