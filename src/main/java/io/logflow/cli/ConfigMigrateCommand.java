package io.logflow.cli;

import io.logflow.settings.ConfigMigration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a settings file to the current version. */
@Command(
    name = "migrate",
    description = "Brings a settings file to the current version; comments stay.",
    mixinStandardHelpOptions = true)
final class ConfigMigrateCommand implements Callable<Integer> {
  @Mixin private SettingsOptions settingsOptions;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file; without it ~/.logflow/config.yaml.")
  private Path file;

  @Override
  public Integer call() {
    Path target = file == null ? settingsOptions.loader().build().userFile() : file;
    String result =
        switch (ConfigMigration.migrate(target)) {
          case ABSENT -> "There is no " + target + "; nothing is to be done.";
          case CURRENT -> target + " is of version 1, which is current; nothing was changed.";
          case MIGRATED -> target + " now states version 1; nothing else was changed.";
        };
    spec.commandLine().getOut().println(result);
    return 0;
  }
}
