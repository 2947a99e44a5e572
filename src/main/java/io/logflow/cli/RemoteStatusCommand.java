package io.logflow.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code logflow --server URL status}: how the server is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells how the server is, as JSON.")
final class RemoteStatusCommand implements Callable<Integer> {
  @ParentCommand private RemoteCommand server;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JsonOutput.print(spec.commandLine().getOut(), server.client().health());
    return 0;
  }
}
