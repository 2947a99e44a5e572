package io.logflow.cli;

import io.logflow.job.Product;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code logflow version}: the version, and the machine it runs on. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Shows the version, the Java machine and the platform.")
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .printf(
            "logflow %s (Java %s, %s, %s)%n",
            Product.VERSION,
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
    return 0;
  }
}
