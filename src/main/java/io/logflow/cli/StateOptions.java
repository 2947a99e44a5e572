package io.logflow.cli;

import io.logflow.settings.SettingsLoader;
import io.logflow.store.StateDatabase;
import io.logflow.store.StateStore;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the state database is. */
final class StateOptions {
  @Mixin private SettingsOptions settings;

  @Option(
      names = "--database",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The state database, instead of the one in the settings.")
  private Path database;

  /** A loader of the settings that say where it is. */
  SettingsLoader loader() {
    return settings.loader().build();
  }

  /** The open store. */
  StateStore open() {
    return StateStore.open(path());
  }

  /** The database as a file. */
  StateDatabase file() {
    return StateDatabase.at(path());
  }

  /** Where it is. */
  Path path() {
    return Optional.ofNullable(database).orElseGet(() -> loader().load().storage().database());
  }
}
