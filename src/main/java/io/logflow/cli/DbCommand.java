package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.store.StateDatabase;
import io.logflow.store.StateStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the state database. */
@Command(
    name = "db",
    description = "Looks after the state database.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class DbCommand {
  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;

  @Command(
      name = "status",
      description = "Tells where the database is, its schema version, and whether it is sound.",
      mixinStandardHelpOptions = true)
  int status() {
    StateStatus status = state.file().status();
    out().println("database: " + Printable.text(status.database().toString()));
    if (!status.exists()) {
      out().println("It does not exist yet; the first conversion creates it.");
      return 0;
    }
    out().println("size: " + Figures.bytes(status.bytes()));
    out().println("schema version: " + status.version() + " (" + standing(status) + ")");
    out().println("check: " + Printable.text(status.finding()));
    return status.sound() ? 0 : ErrorKind.STATE.exitCode();
  }

  private static String standing(StateStatus status) {
    if (status.version() == status.latest()) {
      return "latest";
    }
    return status.version() > status.latest()
        ? "newer than this LogFlow, which knows " + status.latest()
        : "'logflow db migrate' makes it " + status.latest();
  }

  @Command(
      name = "migrate",
      description = "Takes the schema to the latest version; keeps a copy of the old database.",
      mixinStandardHelpOptions = true)
  int migrate() {
    StateDatabase database = state.file();
    Optional<Path> copy = database.migrate();
    out().println("schema version: " + database.status().version());
    copy.ifPresent(this::printCopy);
    return 0;
  }

  @Command(
      name = "rollback",
      description = "Takes the last migrations back; keeps a copy of the database as it was.",
      mixinStandardHelpOptions = true)
  int rollback(
      @Option(
              names = "--steps",
              defaultValue = "1",
              paramLabel = "N",
              description = "How many migrations (default: ${DEFAULT-VALUE}).")
          int steps) {
    StateDatabase database = state.file();
    Path copy = database.rollback(steps);
    out().println("schema version: " + database.status().version());
    printCopy(copy);
    return 0;
  }

  @Command(
      name = "backup",
      description = "Writes a copy of the database, also while LogFlow runs.",
      mixinStandardHelpOptions = true)
  int backup(
      @Parameters(paramLabel = "FILE", description = "A file that is not there yet.") Path file) {
    state.file().backup(file);
    out().println("backup: " + Printable.text(file.toString()));
    return 0;
  }

  private void printCopy(Path copy) {
    out().println("copy of the old database: " + Printable.text(copy.toString()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
