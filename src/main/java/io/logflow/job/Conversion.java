package io.logflow.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine did.
 *
 * @param engine its name
 * @param plan the plan as it was carried out: the engine's own where it scans itself
 * @param rowsWritten rows in the staging file
 * @param statistics a column each, over the values written; empty where the engine cannot tell
 * @param nanos time by step, for example {@code parse}, {@code write}
 * @param note what else should stay on record, for example why another engine took over
 */
public record Conversion(
    String engine,
    Plan plan,
    long rowsWritten,
    Optional<List<ColumnStatistics>> statistics,
    Map<String, Long> nanos,
    Optional<String> note) {
  public Conversion {
    nanos = Map.copyOf(nanos);
  }
}
