package io.logflow.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The key-value metadata of a published file. A file of one input has the keys of that input; a
 * file of several has {@code logflow.jobs}, a JSON array of those keys per input, and sums of the
 * row counts.
 */
public final class FooterMetadata {
  public static final String JOB_ID = "logflow.job_id";
  public static final String JOBS = "logflow.jobs";
  public static final String ROWS_READ = "logflow.rows_read";
  public static final String ROWS_REJECTED = "logflow.rows_rejected";
  public static final String ROWS_SKIPPED = "logflow.rows_skipped";
  private static final ObjectMapper JSON = new ObjectMapper();

  private FooterMetadata() {}

  /** The metadata of a job's output under a plan. */
  public static Map<String, String> of(Job job, Plan plan) {
    List<Map<String, String>> inputs =
        plan.inputs().stream().map(input -> ofInput(job, input)).toList();
    if (inputs.size() == 1) {
      return inputs.get(0);
    }
    Map<String, String> all = new LinkedHashMap<>();
    try {
      all.put(JOBS, JSON.writeValueAsString(inputs));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
    all.put(ROWS_READ, Long.toString(plan.rowsRead()));
    all.put(ROWS_REJECTED, Long.toString(plan.rowsRejected()));
    all.put(ROWS_SKIPPED, Long.toString(plan.rowsSkipped()));
    return all;
  }

  private static Map<String, String> ofInput(Job job, InputPlan plan) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(JOB_ID, plan.input().jobId());
    keys.put("logflow.source_name", plan.input().originalName());
    keys.put("logflow.input_sha256", plan.sha256().orElse(""));
    keys.put("logflow.config_hash", job.settings().configHash());
    keys.put("logflow.version", job.settings().version());
    keys.put(ROWS_READ, Long.toString(plan.rowsRead()));
    keys.put(ROWS_REJECTED, Long.toString(plan.rowsRejected()));
    keys.put(ROWS_SKIPPED, Long.toString(plan.rowsSkipped()));
    keys.put("logflow.door", job.door());
    keys.put("logflow.output", job.target().ledgerOutput());
    return keys;
  }
}
