package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Runs the command line. Errors are two lines on stderr: what, and what to do. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command and returns its exit code; see {@link ErrorKind}. */
  public static int run(String... args) {
    keepLogsOpen();
    Logging.start();
    Surroundings surroundings = Surroundings.ofProcess();
    boolean remote = RemoteCommand.isMeant(surroundings.environment(), args);
    if (LogFlowCommand.runsJobs(args) && !remote) {
      LogFlow.prepare();
    }
    return commandLine(surroundings, args).execute(args);
  }

  /** Java reads this once, when the first of its classes for logs, also one of ours, is made. */
  private static void keepLogsOpen() {
    String property = "java.util.logging.manager";
    if (System.getProperty(property) == null) {
      System.setProperty(property, "io.logflow.cli.LastingLogs");
    }
  }

  static CommandLine commandLine() {
    return commandLine(Surroundings.ofProcess());
  }

  /** With the commands that these arguments need; without arguments with all. */
  static CommandLine commandLine(Surroundings surroundings, String... arguments) {
    CommandLine top =
        RemoteCommand.isMeant(surroundings.environment(), arguments)
            ? remote(surroundings)
            : local(surroundings, arguments);
    return top.setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> report(failure, command.getErr()));
  }

  private static CommandLine local(Surroundings surroundings, String... arguments) {
    CommandLine top = new CommandLine(new LogFlowCommand(), new Parts(surroundings));
    LogFlowCommand.needed(arguments).forEach(top::addSubcommand);
    return top;
  }

  private static CommandLine remote(Surroundings surroundings) {
    CommandLine top = new CommandLine(new RemoteCommand(surroundings), new Parts(surroundings));
    RemoteCommand.ALL.forEach(top::addSubcommand);
    return top;
  }

  /** Makes the parts of commands that picocli puts together. */
  private record Parts(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == SettingsOptions.class
          ? type.cast(new SettingsOptions(surroundings))
          : CommandLine.defaultFactory().create(type);
    }
  }

  private static int report(Exception failure, PrintWriter err) {
    if (failure instanceof LogFlowException known) {
      ErrorPrinter.print(known, err);
      return known.kind().exitCode();
    }
    ErrorPrinter.printUnforeseen(failure, err);
    return ErrorKind.INTERNAL.exitCode();
  }
}
