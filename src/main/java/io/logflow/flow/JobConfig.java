package io.logflow.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Request;
import io.logflow.settings.Settings;
import io.logflow.store.StoredJob;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the history knows of how a job was run. */
public final class JobConfig {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final Set<String> OF_OUTPUTS =
      Set.of("conversion.on_existing", "conversion.output_name");

  private JobConfig() {}

  /** A request that reads an input as the job did. */
  public static Request request(StoredJob job, Path input) {
    Request.Builder request = Request.of(input);
    conversion(job).forEach(request::set);
    return request.build();
  }

  /** Whether the job kept the schema contract of its output folder. */
  public static boolean keptContract(StoredJob job) {
    return !"free".equals(read(job, "config").getOrDefault(Settings.SCHEMA_MODE, "free"));
  }

  /** The settings that decide what a job's output holds, by dotted key. */
  public static Map<String, Object> conversion(StoredJob job) {
    Map<String, Object> settings = new TreeMap<>(read(job, "config"));
    settings
        .keySet()
        .removeIf(
            key ->
                OF_OUTPUTS.contains(key)
                    || !(key.startsWith("conversion.") || key.startsWith("schema.")));
    return settings;
  }

  /** One of a job's settings. */
  public static Optional<Object> setting(StoredJob job, String key) {
    return Optional.ofNullable(read(job, "config").get(key));
  }

  /** A text among the measurements. */
  public static Optional<String> metric(StoredJob job, String name) {
    return Optional.ofNullable(read(job, "metrics").get(name)).map(String::valueOf);
  }

  private static Map<String, Object> read(StoredJob job, String column) {
    try {
      return JSON.readValue(job.text(column).orElse("{}"), MAP);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jobs." + column + " of " + job.id() + " is no JSON", e);
    }
  }
}
