package io.logflow.publish;

import io.logflow.engine.SourceCounts;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ChunkCounter;
import io.logflow.scan.OrderedWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the values that a file holds with those that the scan read, column by column, by their
 * counts and hashes. A column that the scan counted nothing of is not compared.
 */
final class ValueCheck {
  private final Job job;
  private final Plan plan;
  private final List<ChunkCount[]> groups = new ArrayList<>();
  private List<Long> rowsOfGroups = List.of();

  private ValueCheck(Job job, Plan plan) {
    this.job = job;
    this.plan = plan;
  }

  /** The first difference in a few words; empty where there is none. */
  static Optional<String> difference(Job job, Plan plan, Path file) throws IOException {
    ValueCheck check = new ValueCheck(job, plan);
    check.count(file);
    return check.difference();
  }

  private void count(Path file) throws IOException {
    int columns = plan.columns().size();
    try (ChunkCounter counter = ChunkCounter.open(file)) {
      rowsOfGroups = counter.rowsOfGroups();
      rowsOfGroups.forEach(rows -> groups.add(new ChunkCount[columns]));
      OrderedWork.run(
          job.resources().threads(),
          Math.multiplyExact(groups.size(), columns),
          index -> {
            job.control().check();
            return counter.count(index / columns, index % columns);
          },
          (index, count) -> groups.get(index / columns)[index % columns] = count);
    }
  }

  private Optional<String> difference() throws IOException {
    for (int column = 0; column < plan.columns().size(); column++) {
      ChunkCount found = ChunkCount.NONE;
      for (ChunkCount[] group : groups) {
        found = found.plus(group[column]);
      }
      Optional<String> difference = difference(plan.columns().get(column), found);
      if (difference.isPresent()) {
        return Optional.of(difference.get() + where(column));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(ColumnPlan plan, ChunkCount found) {
    return plan.statistics()
        .flatMap(read -> difference(read, found))
        .map(difference -> "its column '" + plan.column().name() + "' holds " + difference);
  }

  private static Optional<String> difference(ColumnStatistics read, ChunkCount found) {
    if (read.values() != found.values() || read.nulls() != found.nulls()) {
      return Optional.of(
          counts(found.values(), found.nulls())
              + " instead of "
              + counts(read.values(), read.nulls()));
    }
    return read.hash() == found.hash()
        ? Optional.empty()
        : Optional.of(
            "other values than those read (hash %016x instead of %016x)"
                .formatted(found.hash(), read.hash()));
  }

  private static String counts(long values, long nulls) {
    return values + " values and " + nulls + " NULLs";
  }

  /** Reads the inputs again to find the first row group that differs. */
  private String where(int column) throws IOException {
    List<ChunkCount> source = SourceCounts.of(job, plan, column, rowsOfGroups);
    long firstRow = 1;
    for (int group = 0; group < groups.size(); group++) {
      long lastRow = firstRow + rowsOfGroups.get(group) - 1;
      if (!source.get(group).equals(groups.get(group)[column])) {
        return ", first in row group %d (rows %d to %d)".formatted(group + 1, firstRow, lastRow);
      }
      firstRow = lastRow + 1;
    }
    return "; its row groups hold what a second reading of the source gives";
  }
}
