package io.logflow.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The top of the command line. */
@Command(
    name = "logflow",
    description = "Turns files of records into Parquet: exact, atomic, on the record, and fast.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "A server does it instead: logflow --server URL --help."})
public final class LogFlowCommand {
  /** The commands below it, in the order in which its help lists them. */
  static final List<Class<?>> ALL =
      List.of(
          ConvertCommand.class,
          WatchCommand.class,
          ServeCommand.class,
          TokenCommand.class,
          BatchCommand.class,
          PauseCommand.class,
          ResumeCommand.class,
          SchemaCommand.class,
          HeadCommand.class,
          JobsCommand.class,
          ReplayCommand.class,
          ProveCommand.class,
          CompactCommand.class,
          ProfilesCommand.class,
          ConfigCommand.class,
          DbCommand.class,
          DoctorCommand.class,
          VersionCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  /** Those that run jobs. */
  private static final Set<Class<?>> OF_JOBS =
      Set.of(
          ConvertCommand.class,
          WatchCommand.class,
          ServeCommand.class,
          SchemaCommand.class,
          ReplayCommand.class,
          ProveCommand.class,
          CompactCommand.class);

  /** Those that look at the others. */
  private static final Set<Class<?>> OF_ALL = Set.of(CompletionCommand.class, HelpCommand.class);

  /**
   * The commands that a command line needs: the one it begins with, else all. Reading what all of
   * them take would be a good part of the time that a short one runs.
   */
  static List<Class<?>> needed(String... arguments) {
    return ALL.stream()
        .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
        .filter(command -> !OF_ALL.contains(command))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(ALL);
  }

  /** Whether the command line begins with a command that runs jobs. */
  static boolean runsJobs(String... arguments) {
    return OF_JOBS.containsAll(needed(arguments));
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
