package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Profiles;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command that uses settings, and the loader that they make. */
final class SettingsOptions {
  @Option(
      names = "--use",
      paramLabel = "PROFILE",
      scope = ScopeType.INHERIT,
      description = "Applies a profile; none applies none.")
  private String profile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Sets any setting for this run, for example --set compression=zstd.")
  private List<String> assignments = new ArrayList<>();

  private final Surroundings surroundings;

  SettingsOptions(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A loader of this process's settings with these options as flags; commands add their own. */
  SettingsLoader.Builder loader() {
    SettingsLoader.Builder loader = surroundings.loader().get().storedProfiles(Profiles::read);
    if (profile != null) {
      loader.use(profile);
    }
    assignments.forEach(assignment -> assign(loader, assignment));
    return loader;
  }

  private static void assign(SettingsLoader.Builder loader, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw ErrorKind.USAGE.error(
          "--set " + assignment + " names no value.", "Write --set KEY=VALUE.");
    }
    loader.flag(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
  }
}
