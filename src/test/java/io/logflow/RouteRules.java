package io.logflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What we ask of a route file beyond Camel's schema: speaking ids, descriptions, canonical notation
 * and a size that one reads at a glance.
 */
final class RouteRules {
  static final int MAX_LINES_OF_A_FILE = 60;
  static final int MAX_STEPS_OF_A_ROUTE = 8;

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Set<String> TOP_LEVEL =
      Set.of("beans", "rest", "route", "routeConfiguration", "routeTemplate", "templatedRoute");

  /** Words that are booleans to some YAML readers and text to others. */
  private static final Set<String> BOOLEAN_WORDS = Set.of("on", "off", "yes", "no", "y", "n");

  private final List<String> faults = new ArrayList<>();

  private RouteRules() {}

  /** What is wrong with this file, one sentence each; empty where it keeps every rule. */
  static List<String> faults(String text, JsonNode file) {
    RouteRules rules = new RouteRules();
    rules.file(text, file);
    return rules.faults;
  }

  private void file(String text, JsonNode file) {
    long lines = text.lines().count();
    check(lines <= MAX_LINES_OF_A_FILE, "the file has " + lines + " lines");
    check(text.startsWith("#"), "the first line is no comment that says what the file is about");
    for (JsonNode item : file) {
      item.fieldNames()
          .forEachRemaining(key -> check(TOP_LEVEL.contains(key), key + " at the top"));
      route(item.path("route"));
      template(item.path("routeTemplate"));
      id(item.path("routeConfiguration").path("id"));
      id(item.path("templatedRoute").path("routeId"));
    }
  }

  private void route(JsonNode route) {
    if (route.isMissingNode()) {
      return;
    }
    String id = route.path("id").asText("");
    check(route.has("id"), "a route has no id");
    id(route.path("id"));
    check(route.path("description").asText("").length() > 10, id + " has no description");
    check(!route.path("description").asText("").endsWith("."), id + ": description ends in a dot");
    check(route.path("group").isTextual(), id + " has no group");
    String uri = route.path("from").path("uri").asText("");
    check(!uri.startsWith("direct:") || uri.equals("direct:" + id), id + " starts at " + uri);
    body(id, route.path("from"));
  }

  private void template(JsonNode template) {
    if (template.isMissingNode()) {
      return;
    }
    String id = template.path("id").asText("");
    id(template.path("id"));
    check(template.path("description").isTextual(), id + " has no description");
    body(id, template.path("route").path("from"));
  }

  private void body(String id, JsonNode from) {
    int steps = steps(from);
    check(steps > 0, id + " has no step");
    check(steps <= MAX_STEPS_OF_A_ROUTE, id + " has " + steps + " steps");
    notation(id, from);
  }

  /** Steps of a route; those inside a choice or split count as well, the choice itself does not. */
  private static int steps(JsonNode node) {
    int count = 0;
    for (JsonNode step : node.path("steps")) {
      count += step.has("choice") ? branches(step.path("choice")) : 1 + nested(step);
    }
    return count;
  }

  private static int nested(JsonNode step) {
    int count = 0;
    for (JsonNode definition : step) {
      count += steps(definition);
    }
    return count;
  }

  private static int branches(JsonNode choice) {
    int count = steps(choice.path("otherwise"));
    for (JsonNode when : choice.path("when")) {
      count += steps(when);
    }
    return count;
  }

  private void notation(String id, JsonNode node) {
    for (JsonNode step : node.path("steps")) {
      check(step.isObject() && step.size() == 1, id + ": a step is not a map of one key");
      step.properties().forEach(entry -> definition(id, entry.getKey(), entry.getValue()));
    }
    for (JsonNode child : node) {
      notation(id, child);
    }
  }

  private void definition(String id, String name, JsonNode definition) {
    check(definition.isObject(), id + ": " + name + " is written as a string, not as a map");
    check(!definition.path("uri").asText("").contains("?"), id + ": options in the URI of " + name);
    for (String language : List.of("simple", "constant", "method")) {
      check(
          name.equals("bean") || !definition.has(language),
          id + ": " + name + " lacks the wrapper expression");
    }
    if (definition.has("id")) {
      String node = definition.path("id").asText();
      check(node.startsWith("to-"), id + ": the node id " + node + " does not start with to-");
    }
  }

  private void id(JsonNode id) {
    if (id.isMissingNode()) {
      return;
    }
    String text = id.asText();
    check(KEBAB_CASE.matcher(text).matches(), "the id " + text + " is not in kebab-case");
    check(!BOOLEAN_WORDS.contains(text), "the id " + text + " is a boolean to some readers");
  }

  private void check(boolean kept, String fault) {
    if (!kept) {
      faults.add(fault);
    }
  }
}
