package io.logflow.publish;

import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Control;
import io.logflow.job.Plan;
import io.logflow.parquet.ColumnHashes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compares the values that a file holds with those that the scan read, column by column, by their
 * counts and hashes. A column that the scan counted nothing of is not compared.
 */
final class ValueCheck {
  private ValueCheck() {}

  /** The first difference in a few words; empty where there is none. */
  static Optional<String> difference(Plan plan, Path file, Control control) throws IOException {
    List<ColumnStatistics> found = ColumnHashes.of(file, control);
    for (int index = 0; index < found.size(); index++) {
      Optional<String> difference = difference(plan.columns().get(index), found.get(index));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(ColumnPlan plan, ColumnStatistics found) {
    return plan.statistics()
        .flatMap(read -> difference(read, found))
        .map(difference -> "its column '" + plan.column().name() + "' holds " + difference);
  }

  private static Optional<String> difference(ColumnStatistics read, ColumnStatistics found) {
    if (read.values() != found.values() || read.nulls() != found.nulls()) {
      return Optional.of(counts(found) + " instead of " + counts(read));
    }
    return read.hash() == found.hash()
        ? Optional.empty()
        : Optional.of(
            "other values than those read (hash %016x instead of %016x)"
                .formatted(found.hash(), read.hash()));
  }

  private static String counts(ColumnStatistics counted) {
    return counted.values() + " values and " + counted.nulls() + " NULLs";
  }
}
