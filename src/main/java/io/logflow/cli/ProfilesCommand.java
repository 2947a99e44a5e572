package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.settings.Nearest;
import io.logflow.settings.Profile;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Profiles;
import io.logflow.store.StateStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      List<ProfileListing> profiles = ProfileListing.all(state.loader(), profiles(store));
      if (json) {
        JsonOutput.print(out(), profiles.stream().map(ProfileListing::json).toList());
      } else if (profiles.isEmpty()) {
        out().println("No profiles.");
      } else {
        ProfileListing.table(profiles).print(out());
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
      SettingsLoader loader = state.loader();
      ProfileListing found = find(name, ProfileListing.all(loader, profiles(store)));
      if (json) {
        JsonOutput.print(out(), found.json());
      } else {
        Profile profile =
            found.source().equals("table")
                ? loader.checkProfile(name, found.settings())
                : loader.fileProfiles().get(name);
        SettingLines.print(profile.entries(), true, out());
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
      SettingsLoader loader = state.loader();
      Profile changes = loader.checkProfile(name, new LinkedHashMap<>(values));
      Profile whole =
          profiles
              .get(name)
              .map(earlier -> loader.checkProfile(name, earlier.config()).with(changes))
              .orElse(changes);
      profiles.put(name, whole.values());
    }
    return 0;
  }

  @Command(
      name = "delete",
      description = "Removes a profile; profiles in files stay.",
      mixinStandardHelpOptions = true)
  int delete(@Parameters(paramLabel = "NAME", description = "The profile.") String name) {
    try (StateStore store = state.open()) {
      Profiles profiles = profiles(store);
      if (!profiles.delete(name)) {
        throw unknown(name, ProfileListing.all(state.loader(), profiles));
      }
    }
    return 0;
  }

  private static Profiles profiles(StateStore store) {
    return new Profiles(store, Clock.systemUTC());
  }

  private static ProfileListing find(String name, List<ProfileListing> all) {
    return all.stream()
        .filter(profile -> profile.name().equals(name) && !profile.source().equals("gone"))
        .findFirst()
        .orElseThrow(() -> unknown(name, all));
  }

  private static RuntimeException unknown(String name, List<ProfileListing> all) {
    Optional<ProfileListing> named =
        all.stream().filter(profile -> profile.name().equals(name)).findFirst();
    if (named.isPresent()) {
      return ErrorKind.USAGE.error(
          "The state database holds no settings of profile '" + name + "'.",
          "It is defined in: " + named.get().place());
    }
    List<String> names = all.stream().map(ProfileListing::name).toList();
    return ErrorKind.USAGE.error(
        "There is no profile '" + name + "'.",
        (Nearest.question(name, names) + " 'logflow profiles list' shows those there are.")
            .strip());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
