package io.logflow.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Aside;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.Dialect;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The key-value metadata of a published file. A file of one input has the keys of that input; a
 * file of several has {@code logflow.jobs}, a JSON array of those keys per input, and sums of the
 * row counts. Both have {@code logflow.column_hashes}, a {@link ColumnProof}. A compacted file is
 * like one of several inputs and has {@code logflow.compacted}, too.
 */
public final class FooterMetadata {
  public static final String JOB_ID = "logflow.job_id";
  public static final String JOBS = "logflow.jobs";
  public static final String ROWS_READ = "logflow.rows_read";
  public static final String ROWS_REJECTED = "logflow.rows_rejected";
  public static final String ROWS_SKIPPED = "logflow.rows_skipped";
  public static final String SOURCE_NAME = "logflow.source_name";
  public static final String INPUT_SHA256 = "logflow.input_sha256";
  public static final String CONFIG_HASH = "logflow.config_hash";
  public static final String VERSION = "logflow.version";
  public static final String DOOR = "logflow.door";
  public static final String OUTPUT = "logflow.output";
  public static final String COLUMN_HASHES = "logflow.column_hashes";

  /** The path of a file within the folder that it is a part of. */
  public static final String PART = "logflow.part";

  /** By what the rows are sorted, a setting a line. */
  public static final String SORTED_BY = "logflow.sorted_by";

  /**
   * By column the form in which its numbers, dates or booleans were written, as JSON; {@code
   * rescued} for the column of what fitted no other.
   */
  public static final String FORMATS = "logflow.formats";

  /** Of which outputs a compacted file was made; see {@link CompactedParts}. */
  public static final String COMPACTED = "logflow.compacted";

  static final String PREFIX = "logflow.";

  /** What is told of a whole file, and not of one input. */
  static final Set<String> OF_FILES =
      Set.of(COLUMN_HASHES, FORMATS, SORTED_BY, PART, COMPACTED, JOBS);

  /** Lines of the input that are no rows; see {@link Aside}. */
  public static final String PREAMBLE = "logflow.preamble";

  public static final String FOOTER = "logflow.footer";
  public static final String FURTHER_TABLE = "logflow.further_table";
  public static final String COMMENTS = "logflow.comments";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Map<String, String>>> ENTRIES = new TypeReference<>() {};

  private FooterMetadata() {}

  /** The metadata of a job's output under a plan. */
  public static Map<String, String> of(Job job, Plan plan) {
    List<Map<String, String>> inputs =
        plan.inputs().stream().map(input -> ofInput(job, input)).toList();
    Map<String, String> formats = new LinkedHashMap<>();
    plan.columns().stream()
        .filter(column -> !column.offsets())
        .forEach(column -> column.format().ifPresent(f -> formats.put(column.column().name(), f)));
    if (plan.rescue().isPresent()) {
      formats.put(Contract.RESCUED, ContractColumn.RESCUED);
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put(COLUMN_HASHES, ColumnProof.text(ColumnProof.of(plan)));
    if (!formats.isEmpty()) {
      all.put(FORMATS, json(formats));
    }
    if (inputs.size() == 1) {
      all.putAll(inputs.get(0));
      return all;
    }
    all.put(JOBS, json(inputs));
    all.put(ROWS_READ, Long.toString(plan.rowsRead()));
    all.put(ROWS_REJECTED, Long.toString(plan.rowsRejected()));
    all.put(ROWS_SKIPPED, Long.toString(plan.rowsSkipped()));
    return all;
  }

  private static String json(Object texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }

  /** The keys of each input, as {@link #of} has written them; empty where others wrote the file. */
  public static List<Map<String, String>> entries(Map<String, String> metadata) {
    if (metadata.containsKey(JOB_ID)) {
      return List.of(metadata);
    }
    try {
      List<Map<String, String>> all = JSON.readValue(metadata.getOrDefault(JOBS, "[]"), ENTRIES);
      return all == null ? List.of() : all.stream().filter(Objects::nonNull).toList();
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static Map<String, String> ofInput(Job job, InputPlan plan) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(JOB_ID, plan.input().jobId());
    keys.put(SOURCE_NAME, plan.input().originalName());
    keys.put(INPUT_SHA256, plan.sha256().orElse(""));
    keys.put(CONFIG_HASH, job.settings().configHash());
    keys.put(VERSION, job.settings().version());
    keys.put(ROWS_READ, Long.toString(plan.rowsRead()));
    keys.put(ROWS_REJECTED, Long.toString(plan.rowsRejected()));
    keys.put(ROWS_SKIPPED, Long.toString(plan.rowsSkipped()));
    keys.put(DOOR, job.door());
    keys.put(OUTPUT, job.target().ledgerOutput());
    plan.input().inspection().ifPresent(found -> putAsides(found.dialect(), keys));
    return keys;
  }

  private static void putAsides(Dialect dialect, Map<String, String> keys) {
    for (Aside aside : dialect.extent().asides()) {
      String key =
          switch (aside.kind()) {
            case PREAMBLE -> PREAMBLE;
            case FOOTER -> FOOTER;
            case TABLE -> FURTHER_TABLE;
            case COMMENT -> COMMENTS;
          };
      keys.merge(key, aside.text(), (all, more) -> all + "\n" + more);
    }
  }
}
