package io.logflow.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is called when a job of an inbox has ended.
 *
 * @param kind what it is
 * @param parts program and arguments of a command; else the one address
 */
public record HookSettings(Kind kind, List<String> parts) {
  /** What a call tells; in an argument, the name in braces stands for the value. */
  public static final Set<String> FACTS =
      Set.of(
          "call",
          "event",
          "job_id",
          "inbox",
          "status",
          "input",
          "input_sha256",
          "archive",
          "output",
          "rows",
          "rejected_rows",
          "rejects",
          "error",
          "error_kind",
          "error_remedy",
          "ended_at");

  /** A fact's place in an argument. */
  public static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9_]*)\\}");

  private static final Pattern ROUTE = Pattern.compile("direct:[A-Za-z0-9][A-Za-z0-9._-]*");

  public HookSettings {
    parts = List.copyOf(parts);
  }

  /** What can be called. */
  public enum Kind {
    COMMAND,
    WEBHOOK,
    ROUTE
  }

  /** What a file says of a hook: one text, or a list of texts. */
  static HookSettings of(Object written) {
    if (written instanceof List<?> command) {
      return new HookSettings(Kind.COMMAND, command.stream().map(String.class::cast).toList());
    }
    String address = (String) written;
    Kind kind = ROUTE.matcher(address).matches() ? Kind.ROUTE : Kind.WEBHOOK;
    return new HookSettings(kind, List.of(address));
  }

  /** What is wrong with it; empty where it can be called. */
  static Optional<String> fault(Object written) {
    if (written instanceof List<?> command) {
      return commandFault(command.stream().map(String.class::cast).toList());
    }
    String address = (String) written;
    return address.startsWith("direct:") || address.matches("(?i)https?://.*")
        ? addressFault(address)
        : Optional.of("is '" + address + "', which is no list, no address and no direct:NAME");
  }

  private static Optional<String> commandFault(List<String> command) {
    if (command.isEmpty() || command.get(0).isBlank()) {
      return Optional.of("names no program");
    }
    String program = command.get(0);
    if (program.contains("/") && !program.startsWith("/")) {
      return Optional.of("names the program " + program + " by a relative path");
    }
    return command.stream()
        .flatMap(argument -> PLACE.matcher(argument).results())
        .map(MatchResult::group)
        .filter(place -> !FACTS.contains(place.substring(1, place.length() - 1)))
        .findFirst()
        .map(place -> "holds " + place + ", which is none of the facts of a call");
  }

  private static Optional<String> addressFault(String address) {
    if (address.startsWith("direct:")) {
      return ROUTE.matcher(address).matches()
          ? Optional.empty()
          : Optional.of("is '" + address + "', which no route can be called");
    }
    try {
      return URI.create(address).getHost() == null
          ? Optional.of("is an address without a host")
          : Optional.empty();
    } catch (IllegalArgumentException broken) {
      return Optional.of("is no valid address");
    }
  }

  /** What may be shown of it: an address may hold a secret. */
  public String shown() {
    return kind == Kind.WEBHOOK ? URI.create(parts.get(0)).getHost() : parts.get(0);
  }
}
