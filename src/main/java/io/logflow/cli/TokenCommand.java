package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.settings.Durations;
import io.logflow.settings.Nearest;
import io.logflow.store.StateStore;
import io.logflow.store.TokenScope;
import io.logflow.store.Tokens;
import io.logflow.store.Tokens.Token;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Keeps the tokens of the HTTP server; without a subcommand, lists them. */
@Command(
    name = "token",
    description = "Keeps the tokens by which programs use 'logflow serve'.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    return list();
  }

  @Command(
      name = "create",
      description = "Makes a token and prints it, this once only.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "read: look at jobs and fetch results. write: also send files, convert,",
        "try again and cancel. admin: all."
      })
  int create(
      @Parameters(paramLabel = "NAME", description = "What it is called in lists.") String name,
      @Option(
              names = "--scope",
              required = true,
              paramLabel = "SCOPE",
              description = "What it is good for: read, write or admin.")
          String scope,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              description = "How long it is valid, for example 90d (default: until revoked).")
          String expires) {
    TokenScope allowed = scope(scope);
    Optional<Duration> lifetime = Optional.ofNullable(expires).map(TokenCommand::lifetime);
    try (StateStore store = state.open()) {
      String token = tokens(store).create(name, allowed, lifetime);
      if (json) {
        JsonOutput.print(out(), Map.of("name", name, "scope", allowed.label(), "token", token));
      } else {
        out().println(token);
        out().flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println("Keep it now: only its hash is stored, and nobody can show it again.");
        err.flush();
      }
    }
    return 0;
  }

  @Command(
      name = "list",
      description = "Lists the tokens, without what makes them valid.",
      mixinStandardHelpOptions = true)
  int list() {
    try (StateStore store = state.open()) {
      List<Token> all = tokens(store).list();
      if (json) {
        JsonOutput.print(out(), all.stream().map(TokenCommand::json).toList());
      } else if (all.isEmpty()) {
        out().println("No tokens.");
      } else {
        TextTable table = new TextTable(List.of("NAME", "SCOPE", "CREATED", "EXPIRES"), Set.of());
        all.forEach(token -> table.add(cells(token)));
        table.print(out());
      }
    }
    return 0;
  }

  @Command(
      name = "revoke",
      description = "Ends a token; running servers refuse it at once.",
      mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "NAME", description = "The token.") String name) {
    try (StateStore store = state.open()) {
      Tokens tokens = tokens(store);
      if (!tokens.revoke(name)) {
        List<String> names = tokens.list().stream().map(Token::name).toList();
        throw ErrorKind.USAGE.error(
            "There is no token '" + name + "'.",
            (Nearest.question(name, names) + " 'logflow token list' shows those there are.")
                .strip());
      }
    }
    return 0;
  }

  private static TokenScope scope(String text) {
    return Arrays.stream(TokenScope.values())
        .filter(scope -> scope.label().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ErrorKind.USAGE.error("--scope is '" + text + "'.", "Give read, write or admin."));
  }

  private static Duration lifetime(String text) {
    return Durations.parse(text)
        .filter(it -> !it.isZero() && it.compareTo(LONGEST) <= 0)
        .orElseThrow(
            () ->
                ErrorKind.USAGE.error(
                    "--expires is '" + text + "', which is no time from now on.",
                    "Write a number and s, m, h or d, for example 90d."));
  }

  private static List<String> cells(Token token) {
    OptionalLong end = token.expiresAt();
    String expires = end.isPresent() ? Figures.time(end.getAsLong()) : "never";
    return List.of(
        token.name(),
        token.scope().label(),
        Figures.time(token.createdAt()),
        token.expired() ? expires + " (expired)" : expires);
  }

  private static Map<String, Object> json(Token token) {
    OptionalLong end = token.expiresAt();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", token.name());
    json.put("scope", token.scope().label());
    json.put("created_at", Instant.ofEpochMilli(token.createdAt()).toString());
    json.put(
        "expires_at", end.isPresent() ? Instant.ofEpochMilli(end.getAsLong()).toString() : null);
    json.put("expired", token.expired());
    return json;
  }

  private static Tokens tokens(StateStore store) {
    return new Tokens(store, Clock.systemUTC());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
