package io.logflow.flow.proof;

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
    read(job, "config")
        .forEach(
            (key, value) -> {
              boolean reads = key.startsWith("conversion.") || key.startsWith("schema.");
              if (reads && !OF_OUTPUTS.contains(key)) {
                request.set(key, value);
              }
            });
    return request.build();
  }

  /** Whether the job kept the schema contract of its output folder. */
  static boolean keptContract(StoredJob job) {
    return !"free".equals(read(job, "config").getOrDefault(Settings.SCHEMA_MODE, "free"));
  }

  /** A text among the measurements. */
  static Optional<String> metric(StoredJob job, String name) {
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
