package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.settings.InboxSettings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which output folder's schema a command is on. */
final class SchemaFolder {
  @Parameters(
      index = "0",
      paramLabel = "NAME|FOLDER",
      description = "An inbox, or the output folder itself.")
  private String name;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** The folder, as contracts name it. */
  String folder(SettingsOptions settings) {
    List<InboxSettings> inboxes = settings.loader().build().inboxes();
    return inboxes.stream()
        .filter(inbox -> inbox.name().equals(name))
        .map(InboxSettings::output)
        .findFirst()
        .orElseGet(() -> Path.of(name).toAbsolutePath().normalize())
        .toString();
  }

  /** With a history, unlike the command above. */
  static LogFlow open(SettingsOptions settings) {
    return LogFlow.builder().door("cli").settings(settings::loader).open();
  }
}
