package io.logflow.cli;

import io.logflow.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What the command line sees of the process it runs in. */
record Surroundings(Supplier<SettingsLoader.Builder> loader, Map<String, String> environment) {
  /** The real variables and folders. */
  static Surroundings ofProcess() {
    return new Surroundings(SettingsLoader::ofProcess, System.getenv());
  }

  /** Given variables and folders, and no system file but the given one. */
  static Surroundings of(
      Path home, Path systemFile, Path projectFolder, Map<String, String> environment) {
    return new Surroundings(
        () ->
            SettingsLoader.builder(home)
                .systemFile(systemFile)
                .projectFolder(projectFolder)
                .environment(environment),
        environment);
  }
}
