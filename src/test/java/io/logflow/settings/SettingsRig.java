package io.logflow.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home folder, a system folder and a project folder of a test's own. */
final class SettingsRig {
  final Path home;
  final Path project;
  final Path system;

  SettingsRig(Path root) {
    this.home = root.resolve("home");
    this.project = root.resolve("project");
    this.system = root.resolve("etc/logflow/config.yaml");
  }

  SettingsRig system(String text) {
    return write(system, text);
  }

  SettingsRig user(String text) {
    return write(userFile(), text);
  }

  SettingsRig project(String text) {
    return write(projectFile(), text);
  }

  SettingsRig profile(String name, String text) {
    return write(home.resolve(".logflow/profiles").resolve(name + ".yaml"), text);
  }

  Path userFile() {
    return home.resolve(".logflow/config.yaml");
  }

  Path projectFile() {
    return project.resolve(".logflow.yaml");
  }

  SettingsLoader.Builder loader() {
    return SettingsLoader.builder(home).systemFile(system).projectFolder(project);
  }

  Settings load() {
    return loader().load();
  }

  private SettingsRig write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
