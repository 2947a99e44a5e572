package io.logflow.publish;

import io.logflow.engine.SourceCounts;
import io.logflow.job.Control;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ChunkCounter;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.Outputs;
import io.logflow.scan.OrderedWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the values that a file holds with those that were read, column by column, by their
 * counts and hashes. A column of which nothing was counted is not compared. Two values of one
 * column that changed places are not found: hashes are sums.
 */
public final class ValueCheck {
  /** Pieces of a row group at most. */
  private static final int PIECES = 64;

  private final List<String> names;
  private final List<Long> rowsOfGroups;
  private final List<ChunkCount[]> groups;

  private ValueCheck(List<String> names, List<Long> rowsOfGroups, List<ChunkCount[]> groups) {
    this.names = names;
    this.rowsOfGroups = rowsOfGroups;
    this.groups = groups;
  }

  /**
   * Reads every value of a file.
   *
   * @param threads how many threads read
   * @throws io.logflow.job.LogFlowException as {@link ChunkCounter#open}; VERIFICATION where pages
   *     cannot be read; CANCELLED
   */
  public static ValueCheck of(Path file, int threads, Control control) throws IOException {
    try (ChunkCounter counter = ChunkCounter.open(file)) {
      List<Long> rows = counter.rowsOfGroups();
      int columns = counter.names().size();
      List<ChunkCount[]> groups = new ArrayList<>();
      rows.forEach(group -> groups.add(new ChunkCount[columns]));
      int width = (columns + PIECES - 1) / PIECES;
      int pieces = (columns + width - 1) / width;
      OrderedWork.run(
          threads,
          Math.multiplyExact(rows.size(), pieces),
          index -> {
            control.check();
            int from = index % pieces * width;
            return counter.count(index / pieces, from, Math.min(columns, from + width));
          },
          (index, counts) -> {
            ChunkCount[] group = groups.get(index / pieces);
            for (int column = 0; column < counts.size(); column++) {
              group[index % pieces * width + column] = counts.get(column);
            }
          });
      return new ValueCheck(counter.names(), rows, groups);
    }
  }

  /** As {@link #of(Path, int, Control)}, of all parts where the output is a folder. */
  public static ValueCheck ofOutput(Path output, int threads, Control control) throws IOException {
    List<String> names = List.of();
    List<Long> rows = new ArrayList<>();
    List<ChunkCount[]> groups = new ArrayList<>();
    for (Path file : Outputs.files(output)) {
      ValueCheck part = of(file, threads, control);
      names = part.names;
      rows.addAll(part.rowsOfGroups);
      groups.addAll(part.groups);
    }
    return new ValueCheck(names, rows, groups);
  }

  /** The first difference between a job's file and its inputs; empty where there is none. */
  static Optional<String> difference(Job job, Plan plan, Path file) throws IOException {
    ValueCheck found = of(file, job.resources().threads(), job.control());
    Optional<Difference> difference = found.difference(ColumnProof.of(plan));
    return difference.isEmpty()
        ? Optional.empty()
        : Optional.of(difference.get().text() + found.where(job, plan, difference.get()));
  }

  /**
   * A column that holds something else than what was read.
   *
   * @param text in a few words, with the column's name
   */
  public record Difference(int column, String text) {}

  /** The rows in each row group. */
  public List<Long> rowsOfGroups() {
    return rowsOfGroups;
  }

  /** What stands in each column. */
  public List<ChunkCount> totals() {
    List<ChunkCount> totals = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      ChunkCount total = ChunkCount.NONE;
      for (ChunkCount[] group : groups) {
        total = total.plus(group[column]);
      }
      totals.add(total);
    }
    return totals;
  }

  /** The first difference; empty where there is none. */
  public Optional<Difference> difference(List<Optional<ChunkCount>> expected) {
    return difference(names, totals(), expected);
  }

  /** The first difference between what was found in columns and what was read. */
  public static Optional<Difference> difference(
      List<String> names, List<ChunkCount> totals, List<Optional<ChunkCount>> expected) {
    for (int column = 0; column < names.size(); column++) {
      ChunkCount found = totals.get(column);
      Optional<ChunkCount> read = expected.get(column);
      if (read.isPresent() && !read.get().equals(found)) {
        String words = "its column '" + names.get(column) + "' holds " + words(read.get(), found);
        return Optional.of(new Difference(column, words));
      }
    }
    return Optional.empty();
  }

  private static String words(ChunkCount read, ChunkCount found) {
    return read.values() != found.values() || read.nulls() != found.nulls()
        ? counts(found) + " instead of " + counts(read)
        : "other values than those read (hash %016x instead of %016x)"
            .formatted(found.hash(), read.hash());
  }

  private static String counts(ChunkCount count) {
    return count.values() + " values and " + count.nulls() + " NULLs";
  }

  /** Reads the inputs again to find the first row group that differs. */
  public String where(Job job, Plan plan, Difference difference) throws IOException {
    int column = difference.column();
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
