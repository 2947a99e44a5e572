package io.logflow.cli;

import io.logflow.settings.Profile;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Profiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * One profile as somebody sees it, wherever it is defined.
 *
 * @param name its name
 * @param source {@code table}, {@code file}, or {@code gone} where the file that defined it does so
 *     no longer
 * @param place where it is defined, in words
 * @param settings its settings as they are written there
 * @param counted its row in the table, where it has one
 */
record ProfileListing(
    String name,
    String source,
    String place,
    Map<String, Object> settings,
    Optional<io.logflow.store.Profile> counted) {

  /** All profiles, by name; the table hides files, as it does where a profile is used. */
  static List<ProfileListing> all(SettingsLoader loader, Profiles table) {
    Map<String, Profile> files = loader.fileProfiles();
    Map<String, ProfileListing> all = new TreeMap<>();
    files.forEach((name, profile) -> all.put(name, ofFile(profile, Optional.empty())));
    for (io.logflow.store.Profile row : table.list()) {
      Optional<Profile> file =
          Optional.ofNullable(files.get(row.name())).filter(it -> row.counted());
      all.put(row.name(), file.map(it -> ofFile(it, Optional.of(row))).orElseGet(() -> ofRow(row)));
    }
    return new ArrayList<>(all.values());
  }

  private static ProfileListing ofFile(Profile profile, Optional<io.logflow.store.Profile> row) {
    String place = profile.origin().place();
    return new ProfileListing(profile.name(), "file", place, profile.values(), row);
  }

  private static ProfileListing ofRow(io.logflow.store.Profile row) {
    String source = row.counted() ? "gone" : "table";
    String place = row.counted() ? "(no longer in any file)" : "state database";
    return new ProfileListing(row.name(), source, place, row.config(), Optional.of(row));
  }

  static TextTable table(List<ProfileListing> profiles) {
    TextTable table =
        new TextTable(List.of("NAME", "USED", "LAST USED", "DEFINED IN", "SETTINGS"), Set.of(1));
    profiles.forEach(profile -> table.add(profile.cells()));
    return table;
  }

  private List<String> cells() {
    OptionalLong lastUsed = lastUsed();
    return List.of(
        name,
        Figures.count(usageCount()),
        lastUsed.isPresent() ? Figures.time(lastUsed.getAsLong()) : "",
        place,
        settings.toString());
  }

  private long usageCount() {
    return counted.map(io.logflow.store.Profile::usageCount).orElse(0L);
  }

  private OptionalLong lastUsed() {
    return counted.map(io.logflow.store.Profile::lastUsedAt).orElse(OptionalLong.empty());
  }

  Map<String, Object> json() {
    OptionalLong lastUsed = lastUsed();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("source", source);
    json.put("defined_in", place);
    json.put("config", settings);
    json.put("usage_count", usageCount());
    json.put("last_used_at", lastUsed.isPresent() ? time(lastUsed.getAsLong()) : null);
    json.put("created_at", counted.map(row -> time(row.createdAt())).orElse(null));
    return json;
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }
}
