package io.logflow.cli;

import io.logflow.settings.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a command line that cannot be read: what is wrong, and the nearest that would be right.
 */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    int exit =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched, command)
            : ErrorPrinter.printUsage(
                sentence(failure.getMessage()), help(command), command.getErr());
    if (failure.getClass() == ParameterException.class && !command.getSubcommands().isEmpty()) {
      command.usage(command.getErr());
    }
    return exit;
  }

  private static int unmatched(UnmatchedArgumentException failure, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    List<String> unknown = failure.getUnmatched();
    String shown = unknown.stream().map(it -> "'" + it + "'").collect(Collectors.joining(", "));
    String nearest = Nearest.question(bare(unknown.get(0)), known(command, unknown.get(0)));
    return ErrorPrinter.printUsage(
        "'" + name + "' does not take " + shown + ".",
        (nearest + " " + help(command)).strip(),
        command.getErr());
  }

  /** The option without a value that is written to it with an equals sign. */
  private static String bare(String argument) {
    int equals = argument.indexOf('=');
    return equals > 0 && argument.startsWith("-") ? argument.substring(0, equals) : argument;
  }

  private static List<String> known(CommandLine command, String argument) {
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    if (argument.startsWith("-")) {
      command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    }
    return known;
  }

  private static String help(CommandLine command) {
    return "'" + command.getCommandSpec().qualifiedName() + " --help' shows what it takes.";
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }
}
