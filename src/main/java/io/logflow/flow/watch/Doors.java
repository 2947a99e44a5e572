package io.logflow.flow.watch;

import io.logflow.job.SchemaMode;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one process takes inputs from.
 *
 * @param inboxes folders that are watched, each with the settings of its jobs
 * @param schedules batches, each with the settings of its jobs
 * @param byClock whether schedules run when they are due, too, and not only when somebody asks
 * @param process the settings of the process
 */
public record Doors(
    Map<InboxSettings, Settings> inboxes,
    Map<ScheduleSettings, Settings> schedules,
    boolean byClock,
    Settings process) {

  /** These doors, with the settings that a loader gives each. */
  public static Doors of(
      List<InboxSettings> inboxes,
      List<ScheduleSettings> schedules,
      boolean byClock,
      Supplier<SettingsLoader.Builder> loader) {
    Map<InboxSettings, Settings> watched = new LinkedHashMap<>();
    inboxes.forEach(inbox -> watched.put(inbox, settings(inbox.overlay(), inbox, loader)));
    Map<ScheduleSettings, Settings> scheduled = new LinkedHashMap<>();
    schedules.forEach(one -> scheduled.put(one, settings(one.overlay(), one.jobs(), loader)));
    return new Doors(watched, scheduled, byClock, loader.get().load());
  }

  /** Doors keep schema contracts, unless somebody has said otherwise. */
  private static Settings settings(
      Map<String, Object> overlay, InboxSettings door, Supplier<SettingsLoader.Builder> loader) {
    Settings settings = load(overlay, door.profile(), loader);
    if (!settings.leavesSchemaMode()) {
      return settings;
    }
    Map<String, Object> versioned = new HashMap<>(overlay);
    versioned.put(Settings.SCHEMA_MODE, SchemaMode.VERSION.label());
    return load(versioned, door.profile(), loader);
  }

  private static Settings load(
      Map<String, Object> overlay,
      Optional<String> profile,
      Supplier<SettingsLoader.Builder> loader) {
    SettingsLoader.Builder layers = loader.get().request(overlay);
    layers.requestedProfile(profile);
    return layers.load();
  }
}
