package io.logflow.flow.watch;

import io.logflow.flow.JobRows;
import io.logflow.job.Product;
import io.logflow.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An input that was handed over and is in the work folder, before its job is on record.
 *
 * @param jobId its job
 * @param inbox its door
 * @param source where it would be if it had come into the door's folder
 * @param work where it is
 * @param bytes its size
 * @param settings those of its job
 * @param asked by what a client knows its request again
 */
public record Accepted(
    String jobId,
    Inbox inbox,
    Path source,
    Path work,
    long bytes,
    Settings settings,
    Optional<Asked> asked) {

  /**
   * A request that may come again.
   *
   * @param key what the client calls it
   * @param requestHash SHA-256 of what it says
   */
  public record Asked(String key, String requestHash) {}

  void fill(Map<String, Object> row) {
    row.put("id", jobId);
    row.put("input_path", source.toString());
    row.put("input_size", bytes);
    row.put("config", JobRows.publicConfig(settings.publicConfig()));
    row.put("door", inbox.door());
    row.put("original_name", source.getFileName().toString());
    row.put("ledger_output", inbox.settings().output().toString());
    row.put("config_hash", settings.configHash());
    row.put("profile", settings.profile().orElse(null));
    row.put("version", Product.VERSION);
    row.put("lane", Lane.of(bytes).label());
    row.put("work_path", work.toString());
    row.put("idempotency_key", asked.map(Asked::key).orElse(null));
    row.put("request_hash", asked.map(Asked::requestHash).orElse(null));
  }
}
