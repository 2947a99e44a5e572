package io.logflow.cli;

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
    Logging.start();
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return commandLine(Surroundings.ofProcess());
  }

  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new LogFlowCommand(), new Parts(surroundings))
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> report(failure, command.getErr()));
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
