package io.logflow.flow.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.store.StoredJob;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job as clients see it. Columns that tell how the service works are left out. */
final class JobDocument {
  /** Under which path the resource of a job is. */
  static final String PATH = "/api/v1/job/";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "status",
          "door",
          "original_name",
          "input_format",
          "input_size",
          "input_sha256",
          "created_at",
          "started_at",
          "completed_at",
          "attempt",
          "engine",
          "engine_reason",
          "row_count",
          "rejected_rows",
          "skipped_rows",
          "column_count",
          "output_path",
          "output_size",
          "rejects_path",
          "duration_ms",
          "duplicate_of",
          "profile",
          "warnings");

  /** States from which a job does not go on by itself. */
  private static final Set<String> OPEN = Set.of("claiming", "pending", "running");

  private JobDocument() {}

  static Map<String, Object> of(StoredJob job) {
    Map<String, Object> document = new LinkedHashMap<>();
    COLUMNS.forEach(column -> document.put(column, value(column, job.columns().get(column))));
    if (job.text("error_kind").isPresent()) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("kind", job.text("error_kind").orElseThrow());
      error.put("message", job.text("error").orElse(""));
      error.put("what_to_do", job.text("error_remedy").orElse(""));
      document.put("error", error);
    }
    Map<String, String> links = new LinkedHashMap<>();
    String self = PATH + job.id();
    links.put("self", self);
    links.put("events", self + "/events");
    if (status(job).startsWith("completed") || status(job).equals("duplicate")) {
      links.put("result", self + "/result");
    }
    if (job.text("rejects_path").isPresent()) {
      links.put("rejects", self + "/rejects");
    }
    document.put("links", links);
    return document;
  }

  private static Object value(String column, Object value) {
    if (value instanceof Number time && column.endsWith("_at")) {
      return Instant.ofEpochMilli(time.longValue()).toString();
    }
    return column.equals("warnings") && value instanceof String text ? tree(text) : value;
  }

  private static Object tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) { // A text as it is.
      return text;
    }
  }

  static String status(StoredJob job) {
    return job.text("status").orElse("");
  }

  /** Whether the job waits or runs. */
  static boolean isOpen(StoredJob job) {
    return OPEN.contains(status(job));
  }

  /** A document as text. */
  static String json(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("documents are always writable as JSON", e);
    }
  }
}
