package io.logflow.flow.audit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an audit needs of a call of a hook, and of the job that it tells of.
 *
 * @param number its number
 * @param settled whether it has been made, given up or dropped
 * @param ended whether it has a time of its end
 * @param toldJob the job in what it tells
 * @param status how that job stands; empty where there is none
 * @param tellsOutput whether it tells the output of that job
 * @param wanted whether an inbox wants such calls
 * @param again whether an earlier one tells that the same job was published
 */
record AuditedCall(
    long number,
    String jobId,
    String door,
    String event,
    boolean settled,
    boolean ended,
    String toldJob,
    Optional<String> status,
    boolean tellsOutput,
    boolean wanted,
    boolean again) {

  static AuditedCall of(Map<String, Object> row) {
    return new AuditedCall(
        ((Number) row.get("id")).longValue(),
        (String) row.get("job_id"),
        (String) row.get("door"),
        (String) row.get("event"),
        !"due".equals(row.get("state")),
        row.get("ended_at") != null,
        String.valueOf(row.get("told_job")),
        Optional.ofNullable((String) row.get("status")),
        Objects.equals(row.get("told_output"), row.get("output_path")),
        isTrue(row.get("wanted")),
        isTrue(row.get("again")));
  }

  private static boolean isTrue(Object value) {
    return ((Number) value).intValue() == 1;
  }

  /** Whether it tells that an output is there; of failures a later attempt may say otherwise. */
  boolean tellsOfPublication() {
    return event.equals("published");
  }
}
