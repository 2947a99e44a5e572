package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Asks to take in rows that a job rejected.
 *
 * @param job the job's id, its beginning or its end
 * @param corrected a CSV file as {@code jobs rejects JOB --csv} writes it, with rows put right
 * @param way where they go; empty where the job's own output decides
 * @param overlay settings of this replay by key; those that the job had hold for the others
 */
public record ReplayRequest(
    String job, Optional<Path> corrected, Optional<Way> way, Map<String, Object> overlay) {
  public ReplayRequest {
    requireNonNull(job, "job is null");
    requireNonNull(corrected, "corrected is null");
    requireNonNull(way, "way is null");
    overlay = Map.copyOf(overlay);
  }

  /** A replay of a job as it is, which helps where LogFlow reads more than it did. */
  public static ReplayRequest of(String job) {
    return new ReplayRequest(job, Optional.empty(), Optional.empty(), Map.of());
  }

  /** Where rows go that are taken in after all. */
  public enum Way {
    /** To a file of their own beside the output. */
    PART,
    /** To the output, which is made again of its inputs and of these rows. */
    REWRITE
  }
}
