package io.logflow.job;

import java.util.Map;
import java.util.Optional;

/**
 * What of the settings stays on record with a job.
 *
 * @param version LogFlow's version
 * @param configHash hash of every setting that changes the output's content
 * @param profile the profile in use
 * @param publicConfig the settings that hold no secret, dotted key to value, for jobs.config
 * @param engine the engine asked for: {@code auto} or a name
 */
public record JobSettings(
    String version,
    String configHash,
    Optional<String> profile,
    Map<String, Object> publicConfig,
    String engine) {
  public JobSettings {
    publicConfig = Map.copyOf(publicConfig);
  }
}
