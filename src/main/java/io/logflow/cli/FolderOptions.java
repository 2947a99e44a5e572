package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that are given a watched folder instead of the inboxes of settings. */
final class FolderOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder of the Parquet files, with DIR.")
  private String output;

  @Option(names = "--recursive", description = "Folders below DIR are watched, too.")
  private Boolean recursive;

  @Option(
      names = "--after",
      paramLabel = "WHAT",
      description = "What becomes of inputs: keep, 'keep 30d' or delete.")
  private String after;

  @Option(
      names = "--claim",
      paramLabel = "HOW",
      description = "rename moves inputs; ledger leaves them as they are.")
  private String claim;

  /**
   * The watched folder that was given, if one was.
   *
   * @param folder the folder itself
   * @param given its settings, by name
   * @param command for messages
   */
  Optional<InboxSettings> inbox(
      SettingsLoader loader, Path folder, Map<String, Object> given, String command) {
    if (folder == null) {
      if (!given.isEmpty()) {
        throw ErrorKind.USAGE.error(
            "Options of a folder are given, and no --inbox.",
            "Write: " + command + " --inbox DIR --output DIR");
      }
      return Optional.empty();
    }
    if (!hasOutput()) {
      throw ErrorKind.USAGE.error(
          "No folder is given for the Parquet files of " + folder + ".",
          "Write: " + command + " --inbox " + folder + " --output DIR");
    }
    return Optional.of(loader.inbox(folder, given));
  }

  /** Whether the folder of the Parquet files is named. */
  boolean hasOutput() {
    return output != null;
  }

  /** What was given, by the names of settings of an inbox. */
  Map<String, Object> given() {
    Map<String, Object> given = new LinkedHashMap<>();
    put(given, "output", output);
    put(given, "recursive", recursive);
    put(given, "after", after);
    put(given, "claim", claim);
    return given;
  }

  /** Adds what is not null. */
  static void put(Map<String, Object> map, String key, Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
