package io.logflow.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where state is kept.
 *
 * @param database the SQLite database
 * @param jobsRetention how long finished jobs stay in the history
 * @param cacheDir folder of what may be computed again
 */
public record StorageSettings(Path database, Duration jobsRetention, Path cacheDir) {
  static StorageSettings of(Settings settings) {
    return new StorageSettings(
        Path.of(settings.text("storage.database")),
        settings.duration("storage.jobs_retention"),
        Path.of(settings.text("storage.cache_dir")));
  }
}
