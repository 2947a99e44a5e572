package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.SettingsLoader;
import java.util.List;

/** Finds schedules of the settings. */
final class ScheduleOptions {
  private ScheduleOptions() {}

  /** All of them. */
  static List<ScheduleSettings> all(SettingsLoader loader) {
    List<ScheduleSettings> all = loader.schedules();
    if (all.isEmpty()) {
      throw ErrorKind.USAGE.error(
          "The settings have no schedules.", "Add schedules: to " + loader.userFile() + ".");
    }
    return all;
  }

  /** The one of this name. */
  static ScheduleSettings named(String name, SettingsLoader loader) {
    List<ScheduleSettings> all = all(loader);
    return all.stream()
        .filter(schedule -> schedule.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ErrorKind.USAGE.error(
                    "There is no schedule " + name + " in the settings.",
                    "They have "
                        + String.join(", ", all.stream().map(ScheduleSettings::name).toList())
                        + "."));
  }
}
