package io.logflow.cli;

import io.logflow.settings.ConfigCheck;
import io.logflow.settings.SettingsLoader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks settings without doing anything else. */
@Command(
    name = "validate",
    description = "Checks one settings file, or all layers and profiles.",
    mixinStandardHelpOptions = true)
final class ConfigValidateCommand implements Callable<Integer> {
  @Mixin private SettingsOptions settingsOptions;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A settings file; .logflow.yaml is checked as a project file, one in a folder named"
              + " profiles as a profile.")
  private Path file;

  @Override
  public Integer call() {
    SettingsLoader loader = settingsOptions.loader().build();
    if (file != null) {
      check(file, loader);
      return 0;
    }
    List.of(loader.systemFile(), loader.userFile(), loader.projectFile()).stream()
        .filter(Files::exists)
        .forEach(layer -> check(layer, loader));
    loader.load();
    int profiles = loader.fileProfiles().size();
    out().println("The settings of all layers are valid; profiles in files: " + profiles + ".");
    return 0;
  }

  private void check(Path checked, SettingsLoader loader) {
    boolean stated = ConfigCheck.check(checked, loader.home());
    out()
        .println(
            checked
                + (stated
                    ? " is valid."
                    : " is valid; it states no version and is read as version 1."));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
