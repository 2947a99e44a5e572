package io.logflow.cli;

import io.logflow.flow.recover.Recover;
import io.logflow.job.ErrorKind;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.DamagedDatabase;
import io.logflow.store.StateDatabase;
import io.logflow.store.StateStatus;
import io.logflow.store.StateStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Command(
      name = "recover",
      description = {
        "Enters what the history lacks: jobs whose outputs are there, and failed inputs.",
        "Of a damaged database a copy stays, and another one takes its place."
      },
      footer = {
        "",
        "It looks at the inboxes of the settings (inboxes:), and at what is named here. Nothing that",
        "is found is converted again by 'logflow watch'."
      },
      mixinStandardHelpOptions = true)
  int recover(
      @Option(names = "--inbox", paramLabel = "DIR", description = "A watched folder, DIR.")
          Path inbox,
      @Mixin FolderOptions folder,
      @Parameters(
              paramLabel = "FOLDER",
              arity = "0..*",
              description = "Further folders with Parquet files of LogFlow's.")
          List<Path> outputs) {
    SettingsLoader loader = state.loader();
    List<InboxSettings> inboxes = new ArrayList<>(loader.inboxes());
    folder.inbox(loader, inbox, folder.given(), "logflow db recover").ifPresent(inboxes::add);
    List<Path> folders = Optional.ofNullable(outputs).orElse(List.of());
    if (inboxes.isEmpty() && folders.isEmpty()) {
      throw ErrorKind.USAGE.error(
          "There is no inbox in the settings, and no folder of outputs is named.",
          "Write: logflow db recover FOLDER, or logflow db recover --inbox DIR --output DIR");
    }
    DamagedDatabase database = new DamagedDatabase(state.path());
    if (!database.isDamaged()) {
      return print(recover(state.path(), inboxes, folders), loader);
    }
    Path successor = database.successor();
    Recover.Result result = recover(successor, inboxes, folders);
    Path aside = database.replace(successor, System.currentTimeMillis());
    out().println("damaged database: " + Printable.text(aside.toString()));
    return print(result, loader);
  }

  private static Recover.Result recover(
      Path database, List<InboxSettings> inboxes, List<Path> folders) {
    try (StateStore store = StateStore.open(database)) {
      return Recover.of(store, inboxes, folders);
    }
  }

  private int print(Recover.Result result, SettingsLoader loader) {
    out().println("outputs: " + result.outputs() + ", jobs entered: " + result.published());
    out().println("failed inputs entered: " + result.failed());
    result.problems().forEach(one -> out().println("  note: " + Printable.text(one)));
    if (result.published() > 0) {
      loader.schedules().stream()
          .filter(ScheduleSettings::isIncremental)
          .forEach(one -> out().println(Printable.text(beginning(one))));
    }
    return result.problems().isEmpty() ? 0 : ErrorKind.EXIT_FINDINGS;
  }

  /** What outputs do not tell is how far the files were read that they came from. */
  private static String beginning(ScheduleSettings schedule) {
    return "  note: files of the schedule "
        + schedule.name()
        + " whose place to read on from is not on record are read from their beginning again.";
  }

  private void printCopy(Path copy) {
    out().println("copy of the old database: " + Printable.text(copy.toString()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
