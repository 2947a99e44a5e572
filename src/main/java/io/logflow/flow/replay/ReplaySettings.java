package io.logflow.flow.replay;

import io.logflow.flow.JobConfig;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Format;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.StoredJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The settings of a replay: what its job had, below what is given now. What is said of reading
 * holds for the rejected rows alone, never for inputs that are read once more.
 */
final class ReplaySettings {
  /** How the rows of an input are read; the rows that were taken in are read as before. */
  private static final Map<String, Object> READING = reading();

  private final Supplier<SettingsLoader.Builder> loader;
  private final StoredJob job;
  private final StoredJob newest;
  private final Map<String, Object> overlay;

  /**
   * @param job says how the inputs were read
   * @param newest says all else: the job, or a replay that made its output again
   * @param overlay what is given now
   */
  ReplaySettings(
      Supplier<SettingsLoader.Builder> loader,
      StoredJob job,
      StoredJob newest,
      Map<String, Object> overlay) {
    this.loader = loader;
    this.job = job;
    this.newest = newest;
    this.overlay = overlay;
  }

  /** Of rows that are a file of their own, which has a header and is RFC 4180 in UTF-8. */
  private static Map<String, Object> reading() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("conversion.delimiter", ",");
    keys.put("conversion.quote", "\"");
    keys.put("conversion.escape", "\"");
    keys.put("conversion.header", "true");
    keys.put("conversion.header_rows", "auto");
    keys.put("conversion.skip_lines", "0");
    keys.put("conversion.footer_lines", "0");
    keys.put("conversion.comment", "none");
    keys.put("conversion.column_starts", "none");
    keys.put("conversion.ragged_rows", "reject");
    keys.put("conversion.encoding", "UTF-8");
    keys.put("conversion.on_bad_encoding", "reject");
    keys.put("conversion.max_record_size", "1GB");
    keys.put("conversion.max_columns", "20000");
    return keys;
  }

  private SettingsLoader.Builder layers() {
    Map<String, Object> recorded = JobConfig.conversion(newest);
    recorded.keySet().removeAll(READING.keySet());
    Map<String, Object> reading = JobConfig.conversion(job);
    reading.keySet().retainAll(READING.keySet());
    recorded.putAll(reading);
    SettingsLoader.Builder layers = loader.get().recorded(recorded);
    overlay.forEach(layers::flag);
    return layers;
  }

  /** Whether a job added a part to a dataset. */
  static boolean isOfDataset(StoredJob job) {
    return JobConfig.setting(job, "conversion.output_kind").equals(Optional.of("dataset"));
  }

  /** How the rejected rows are read. */
  ConversionOptions rows() {
    return layers().load().conversion();
  }

  /** Of a job that makes the whole output again. */
  Settings rewriting() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("conversion.max_rejects", "100%");
    request.put("conversion.on_existing", "replace");
    request.put("schema.mode", "free");
    READING
        .keySet()
        .forEach(key -> JobConfig.setting(job, key).ifPresent(value -> request.put(key, value)));
    return layers().request(request).load();
  }

  /** Of a job that gives the rows a file of their own, which is made like another one. */
  Settings part(KeptRows rows) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("conversion.max_rejects", "100%");
    request.put("conversion.on_existing", "version");
    request.put("schema.mode", isOfDataset(job) ? "version" : "free");
    if (rows.format() == Format.CSV) {
      request.putAll(READING);
    }
    return layers().request(request).load();
  }
}
