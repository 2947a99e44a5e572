package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.settings.ConfigTemplate;
import io.logflow.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes a settings file to begin with. */
@Command(
    name = "init",
    description = "Writes ~/.logflow/config.yaml with every setting, commented out.",
    mixinStandardHelpOptions = true)
final class ConfigInitCommand implements Callable<Integer> {
  @Mixin private SettingsOptions settingsOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path file = settingsOptions.loader().build().userFile();
    try {
      PrivateFiles.createFolder(file.getParent());
      Files.writeString(file, ConfigTemplate.text(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException exists) {
      throw ErrorKind.USAGE.error(
          "There is a file " + exists.getFile() + " already; nothing was written.",
          "Edit it, or move it away first.",
          exists);
    } catch (IOException failure) {
      throw ErrorKind.CONFIGURATION.error(
          "The settings file " + file + " cannot be written.",
          "Make its folder writable for you.",
          failure);
    }
    spec.commandLine().getOut().println("wrote " + file);
    return 0;
  }
}
