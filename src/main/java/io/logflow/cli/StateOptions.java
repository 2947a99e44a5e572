package io.logflow.cli;

import io.logflow.store.StateDatabase;
import io.logflow.store.StateStore;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the state database is. */
final class StateOptions {
  @Option(
      names = "--database",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The state database, instead of the one in the settings.")
  private Path database;

  /** The open store. */
  StateStore open() {
    return StateStore.open(path());
  }

  /** The database as a file. */
  StateDatabase file() {
    return StateDatabase.at(path());
  }

  private Path path() {
    return Optional.ofNullable(database)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".logflow", "logflow.db"));
  }
}
