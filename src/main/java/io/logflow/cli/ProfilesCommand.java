package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.store.Profile;
import io.logflow.store.Profiles;
import io.logflow.store.StateStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Keeps named sets of settings; without a subcommand, lists them. */
@Command(
    name = "profiles",
    description = "Keeps named sets of settings for --use.",
    mixinStandardHelpOptions = true)
final class ProfilesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    return list();
  }

  @Command(
      name = "list",
      description = "Lists the profiles and how often they were used.",
      mixinStandardHelpOptions = true)
  int list() {
    try (StateStore store = state.open()) {
      List<Profile> profiles = profiles(store).list();
      if (json) {
        JsonOutput.print(out(), profiles.stream().map(ProfilesCommand::json).toList());
      } else if (profiles.isEmpty()) {
        out().println("No profiles.");
      } else {
        table(profiles).print(out());
      }
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "Shows the settings of a profile.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "NAME", description = "The profile.") String name) {
    try (StateStore store = state.open()) {
      Profile profile = profiles(store).get(name).orElseThrow(() -> unknown(name));
      if (json) {
        JsonOutput.print(out(), json(profile));
      } else {
        profile.config().forEach((key, value) -> out().println(Printable.text(key + ": " + value)));
      }
    }
    return 0;
  }

  @Command(
      name = "set",
      description = "Creates a profile or changes settings of one.",
      mixinStandardHelpOptions = true)
  int set(
      @Parameters(index = "0", paramLabel = "NAME", description = "The profile.") String name,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "KEY=VALUE",
              description = "Settings, for example compression=zstd.")
          Map<String, String> values) {
    try (StateStore store = state.open()) {
      Profiles profiles = profiles(store);
      Map<String, Object> config = new TreeMap<>();
      profiles.get(name).ifPresent(profile -> config.putAll(profile.config()));
      config.putAll(values);
      profiles.put(name, config);
    }
    return 0;
  }

  @Command(
      name = "delete",
      description = "Removes a profile; profiles in files stay.",
      mixinStandardHelpOptions = true)
  int delete(@Parameters(paramLabel = "NAME", description = "The profile.") String name) {
    try (StateStore store = state.open()) {
      if (!profiles(store).delete(name)) {
        throw unknown(name);
      }
    }
    return 0;
  }

  private static Profiles profiles(StateStore store) {
    return new Profiles(store, Clock.systemUTC());
  }

  private static TextTable table(List<Profile> profiles) {
    TextTable table = new TextTable(List.of("NAME", "USED", "LAST USED", "SETTINGS"), Set.of(1));
    for (Profile profile : profiles) {
      table.add(
          List.of(
              profile.name(),
              Figures.count(profile.usageCount()),
              profile.lastUsedAt().isPresent()
                  ? Figures.time(profile.lastUsedAt().getAsLong())
                  : "",
              profile.counted() ? "(in a configuration file)" : profile.config().toString()));
    }
    return table;
  }

  private static Map<String, Object> json(Profile profile) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", profile.name());
    json.put("config", profile.counted() ? null : profile.config());
    json.put("usage_count", profile.usageCount());
    json.put(
        "last_used_at",
        profile.lastUsedAt().isPresent()
            ? Instant.ofEpochMilli(profile.lastUsedAt().getAsLong()).toString()
            : null);
    json.put("created_at", Instant.ofEpochMilli(profile.createdAt()).toString());
    json.put("source", profile.counted() ? "file" : "table");
    return json;
  }

  private static RuntimeException unknown(String name) {
    return ErrorKind.USAGE.error(
        "There is no profile '" + Printable.text(name) + "' in the state database.",
        "'logflow profiles list' shows those there are.");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
