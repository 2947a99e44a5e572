package io.logflow.flow.audit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an audit needs of a row of the jobs table.
 *
 * @param rows rows in its output
 * @param archived whether its input was put away
 * @param rejects where its rejected rows are
 * @param createdAt epoch milliseconds
 */
record AuditedJob(
    String id,
    String status,
    String door,
    String owner,
    Path input,
    Optional<Path> output,
    Optional<Long> rows,
    long attempt,
    Optional<String> sha256,
    long rejected,
    long skipped,
    Optional<Path> work,
    Optional<Path> archive,
    boolean archived,
    Optional<String> duplicateOf,
    Optional<Path> rejects,
    long createdAt) {
  private static final Set<String> OPEN = Set.of("claiming", "pending", "running");
  private static final Set<String> PUBLISHED = Set.of("completed", "completed_with_rejects");

  static AuditedJob of(Map<String, Object> row, Map<Path, Path> moved) {
    return new AuditedJob(
        text(row, "id").orElseThrow(),
        text(row, "status").orElseThrow(),
        text(row, "door").orElseThrow(),
        text(row, "owner").orElse(""),
        path(row, "input_path").orElseThrow(),
        path(row, "output_path").map(output -> Books.current(output, moved)),
        number(row, "row_count"),
        number(row, "attempt").orElse(0L),
        text(row, "input_sha256"),
        number(row, "rejected_rows").orElse(0L),
        number(row, "skipped_rows").orElse(0L),
        path(row, "work_path"),
        path(row, "archive_path"),
        number(row, "archived_at").isPresent(),
        text(row, "duplicate_of"),
        path(row, "rejects_path"),
        number(row, "created_at").orElse(0L));
  }

  private static Optional<String> text(Map<String, Object> row, String column) {
    return Optional.ofNullable(row.get(column)).map(String::valueOf);
  }

  private static Optional<Path> path(Map<String, Object> row, String column) {
    return text(row, column).map(Path::of);
  }

  private static Optional<Long> number(Map<String, Object> row, String column) {
    return Optional.ofNullable((Number) row.get(column)).map(Number::longValue);
  }

  /** Whether it waits or is worked on. */
  boolean isOpen() {
    return OPEN.contains(status);
  }

  boolean isPublished() {
    return PUBLISHED.contains(status);
  }

  /** Whether its input goes where inputs go that are done. */
  boolean endedWell() {
    return isPublished() || status.equals("empty") || status.equals("duplicate");
  }

  /** Where its input is by the record. */
  Optional<Path> place() {
    return work.or(() -> archive);
  }

  /** The job in a message. */
  String told() {
    return "job " + id + " (" + status + ")";
  }
}
