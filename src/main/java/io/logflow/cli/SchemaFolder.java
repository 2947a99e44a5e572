package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.Request;
import io.logflow.settings.InboxSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The output folder. */
  Path folder(SettingsOptions settings) {
    return inbox(settings).map(InboxSettings::output).orElseGet(() -> Path.of(name));
  }

  /** A conversion of a file as the inbox, where one is named, would do it. */
  Request request(Path file, SettingsOptions settings) {
    Optional<InboxSettings> inbox = inbox(settings);
    return new Request(
        List.of(file),
        Optional.empty(),
        inbox.flatMap(InboxSettings::profile),
        inbox.map(InboxSettings::overlay).orElse(Map.of()));
  }

  private Optional<InboxSettings> inbox(SettingsOptions settings) {
    return settings.loader().build().inboxes().stream()
        .filter(inbox -> inbox.name().equals(name))
        .findFirst();
  }

  /** With a history, unlike the command above. */
  static LogFlow open(SettingsOptions settings) {
    return LogFlow.builder().door("cli").settings(settings::loader).open();
  }
}
