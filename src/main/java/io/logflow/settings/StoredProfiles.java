package io.logflow.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The profiles of the state database, which win over those of files. */
@FunctionalInterface
public interface StoredProfiles {
  /** No profile at all. */
  StoredProfiles NONE = (database, name) -> Optional.empty();

  /**
   * The settings of one profile, by short or dotted name or nested.
   *
   * @param database the file at {@code storage.database}; it may not exist
   * @param name the profile's name
   */
  Optional<Map<String, Object>> find(Path database, String name);
}
