package io.logflow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ErrorKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The profiles that the command line and the API write. Profiles in files are not changed here. */
public final class Profiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Rows rows;
  private final Clock clock;

  public Profiles(StateStore store, Clock clock) {
    this.rows = new Rows(store);
    this.clock = clock;
  }

  /**
   * The settings of one profile of a database that nobody has opened. Neither creates nor migrates
   * the database; where there is none, it holds no profile.
   */
  public static Optional<Map<String, Object>> read(Path database, String name) {
    StateDatabase state = StateDatabase.at(database);
    if (state.version() == 0) {
      return Optional.empty();
    }
    Rows rows = new Rows(SqliteSource.asFound(state.file()), state.file());
    return get(rows, name).map(Profile::config);
  }

  /** All profiles of the table by name, those that are only counted included. */
  public List<Profile> list() {
    return rows.query("profiles-list").stream().map(Profiles::profile).toList();
  }

  /** The profile of this name whose settings are in the table. */
  public Optional<Profile> get(String name) {
    return get(rows, name);
  }

  private static Optional<Profile> get(Rows rows, String name) {
    return rows.query("profiles-get", name).stream()
        .map(Profiles::profile)
        .filter(profile -> !profile.counted())
        .findFirst();
  }

  /** Creates a profile, or replaces the settings of one; its use so far stays counted. */
  public void put(String name, Map<String, ?> config) {
    if (name.isBlank()) {
      throw ErrorKind.USAGE.error("A profile needs a name.", "Give a name that is not blank.");
    }
    rows.update("profiles-put", name, json(config), clock.millis());
  }

  /** Removes a profile from the table, and tells whether there was one. */
  public boolean delete(String name) {
    return rows.update("profiles-delete", name) > 0;
  }

  private static Profile profile(Map<String, Object> row) {
    Object lastUsed = row.get("last_used_at");
    return new Profile(
        (String) row.get("name"),
        config((String) row.get("config")),
        ((Number) row.get("usage_count")).longValue(),
        lastUsed == null ? OptionalLong.empty() : OptionalLong.of(((Number) lastUsed).longValue()),
        ((Number) row.get("created_at")).longValue(),
        "file".equals(row.get("source")));
  }

  private static Map<String, Object> config(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw ErrorKind.STATE.error(
          "A profile in the state database holds no JSON object: " + json + ".",
          "Delete it with 'logflow profiles delete' and set it again.",
          e);
    }
  }

  private static String json(Map<String, ?> config) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(config));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a profile holds texts, numbers, lists and maps", e);
    }
  }
}
