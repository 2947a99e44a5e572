package io.logflow.flow.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.http.Refused;
import io.logflow.settings.RequestKeys;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Profile;
import io.logflow.store.Profiles;
import io.logflow.store.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Named sets of settings as resources. They are those of {@code logflow profiles}; what is written
 * here may hold what a request may set.
 */
public final class ProfileResource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final Profiles table;
  private final Supplier<SettingsLoader> loader;

  ProfileResource(StateStore store, Supplier<SettingsLoader> loader) {
    this.table = new Profiles(store, Clock.systemUTC());
    this.loader = loader;
  }

  /** {@code GET /api/v1/profiles}. */
  public void list(Exchange exchange) {
    Map<String, Object> all = new TreeMap<>();
    loader.get().fileProfiles().forEach((name, file) -> all.put(name, document(name, file)));
    for (Profile row : table.list()) {
      if (!row.counted()) {
        all.put(row.name(), document(row));
      }
    }
    Answers.json(exchange, 200, Map.of("profiles", all.values()));
  }

  /** {@code GET /api/v1/profiles/{name}}. */
  public void get(@Header("name") String name, Exchange exchange) {
    Optional<Map<String, Object>> found = table.get(name).map(ProfileResource::document);
    Answers.json(exchange, 200, found.or(() -> ofFile(name)).orElseThrow(ProfileResource::unknown));
  }

  /** {@code PUT /api/v1/profiles/{name}}: its settings are those of the body, and no others. */
  public void put(@Header("name") String name, @Body String body, Exchange exchange) {
    Map<String, Object> settings = settings(body);
    settings
        .keySet()
        .forEach(
            key ->
                RequestKeys.refuses(key)
                    .ifPresent(
                        why -> {
                          throw new Refused(400, "configuration", why, "See the guide's settings.");
                        }));
    Map<String, Object> checked = loader.get().checkProfile(name, settings).values();
    boolean there = table.get(name).isPresent();
    table.put(name, checked);
    Answers.json(exchange, there ? 200 : 201, document(table.get(name).orElseThrow()));
  }

  /** {@code DELETE /api/v1/profiles/{name}}. */
  public void delete(@Header("name") String name, Exchange exchange) {
    if (table.get(name).isEmpty()) {
      throw ofFile(name).isPresent()
          ? new Refused(
              409, "usage", "The profile is defined in a file of the server.", "Remove it there.")
          : unknown();
    }
    table.delete(name);
    Answers.nothing(exchange);
  }

  private Optional<Map<String, Object>> ofFile(String name) {
    return Optional.ofNullable(loader.get().fileProfiles().get(name))
        .map(file -> document(name, file));
  }

  private static Map<String, Object> settings(String body) {
    try {
      Map<String, Object> settings = JSON.readValue(body == null ? "" : body, MAP);
      if (settings != null) {
        return settings;
      }
    } catch (JsonProcessingException e) {
      throw notSettings(e);
    }
    throw notSettings(null);
  }

  private static Refused notSettings(Exception reason) {
    Refused refused =
        new Refused(
            400,
            "usage",
            "The request is no JSON object of settings.",
            "Send one as in {\"compression\": \"zstd\"}.");
    if (reason != null) {
      refused.initCause(reason);
    }
    return refused;
  }

  private static Refused unknown() {
    return new Refused(
        404, "not_found", "There is no such profile.", "GET /api/v1/profiles lists them.");
  }

  private static Map<String, Object> document(String name, io.logflow.settings.Profile file) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("source", "file");
    document.put("config", file.values());
    return document;
  }

  private static Map<String, Object> document(Profile row) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", row.name());
    document.put("source", "table");
    document.put("config", row.config());
    document.put("usage_count", row.usageCount());
    row.lastUsedAt()
        .ifPresent(time -> document.put("last_used_at", Instant.ofEpochMilli(time).toString()));
    document.put("created_at", Instant.ofEpochMilli(row.createdAt()).toString());
    return document;
  }
}
