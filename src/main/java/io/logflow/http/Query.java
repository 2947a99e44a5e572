package io.logflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a request, each given once. */
public final class Query {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads what stands behind the question mark.
   *
   * @param text null where there is nothing
   * @throws Refused 400
   */
  public Query(String text) {
    String all = text == null ? "" : text;
    Arrays.stream(all.split("&")).filter(part -> !part.isEmpty()).forEach(this::add);
  }

  private void add(String part) {
    int equals = part.indexOf('=');
    String name = decoded(equals < 0 ? part : part.substring(0, equals));
    String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
    if (values.put(name, value) != null) {
      throw bad("A parameter is given twice.", "Give each once.");
    }
  }

  /**
   * The same, with the fields of a form.
   *
   * @throws Refused 400 where one of them is among the parameters
   */
  Query with(Map<String, String> fields) {
    Query both = new Query(null);
    both.values.putAll(values);
    fields.forEach(
        (name, value) -> {
          if (both.values.putIfAbsent(name, value) != null) {
            throw bad("A parameter is given in the form, too.", "Give each once.");
          }
        });
    return both;
  }

  /**
   * The same, where no other parameters are given than these.
   *
   * @throws Refused 400
   */
  public Query only(String... known) {
    if (!Set.of(known).containsAll(values.keySet())) {
      throw bad(
          "This path takes no such parameter as one that was given.",
          "It takes: " + String.join(", ", Arrays.stream(known).sorted().toList()) + ".");
    }
    return this;
  }

  /** All others than these. */
  Map<String, Object> except(String... names) {
    Map<String, Object> others = new LinkedHashMap<>(values);
    others.keySet().removeAll(Set.of(names));
    return others;
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

  /** Whether a parameter is true; false where it is not given. */
  public boolean flag(String name) {
    String text = values.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw bad("The parameter " + name + " is no truth value.", "Write true or false.");
    }
    return text.equals("true");
  }

  /** The parts of a list that is separated by commas. */
  public List<String> list(String name) {
    return text(name).map(text -> List.of(text.split(","))).orElse(List.of());
  }

  /** A whole number within bounds. */
  public long number(String name, long least, long most, long otherwise) {
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

  /** Seconds, with or without an s. */
  public long seconds(String name, long most) {
    Optional<String> text =
        text(name).map(it -> it.endsWith("s") ? it.substring(0, it.length() - 1) : it);
    if (text.isPresent() && !text.get().matches("[0-9]{1,5}")) {
      throw bad("The parameter " + name + " is no number of seconds.", "Write it as in wait=30s.");
    }
    return Math.min(most, text.map(Long::parseLong).orElse(0L));
  }
}
