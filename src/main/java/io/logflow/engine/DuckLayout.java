package io.logflow.engine;

import io.logflow.duck.DuckFactory;
import io.logflow.duck.DuckUnavailableException;
import io.logflow.duck.DuckWorkspace;
import io.logflow.duck.SafePath;
import io.logflow.duck.UnsafePathException;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Layout;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Writes the rows of a Parquet file again, in another order or in several files, with DuckDB, which
 * spills what does not fit into the job's memory. What it wrote is for others to check.
 */
public final class DuckLayout {
  /** Folders of one output at most. */
  public static final int MOST_FOLDERS = 10_000;

  /** Sizes are estimated by what came before: a part is aimed a little below the limit. */
  private static final double AIM = 0.9;

  private final Job job;
  private final Path source;
  private final Path target;
  private final Parts parts;
  private final long rows;
  private final LayoutKeys keys;

  /** Takes the parts, one after the other. */
  public interface Parts {
    /**
     * Takes a file that was written.
     *
     * @param rows the rows that it should have
     * @param values those of the columns that make folders, as text; empty for NULL
     * @return whether it is small enough; else it comes again with fewer rows
     */
    boolean take(Path file, long rows, List<Optional<String>> values) throws IOException;
  }

  private DuckLayout(Job job, Path target, Parts parts) {
    this.job = job;
    this.source = job.target().staging(job.id());
    this.target = target;
    this.parts = parts;
    Plan plan = job.requirePlan();
    this.rows = plan.rowsTaken();
    this.keys = LayoutKeys.of(plan, job.options().layout());
  }

  /**
   * Lays out what an engine has written.
   *
   * @param target where each part is written, for {@code parts} to take it away
   * @throws io.logflow.job.LogFlowException ENGINE, LIMIT_EXCEEDED, DISK_FULL, OUTPUT_NOT_WRITABLE,
   *     CANCELLED
   */
  public static void run(Job job, Path target, Parts parts) {
    try {
      new DuckLayout(job, target, parts).run();
    } catch (DuckUnavailableException | UnsafePathException | DuckDisagreement e) {
      throw ErrorKind.ENGINE.error(
          "The output of "
              + job.inputs().get(0).originalName()
              + " cannot be sorted or parted: "
              + e.getMessage()
              + ".",
          "Leave out sort_by, partition_by and max_file_size, and report this message.",
          e);
    } catch (IOException e) {
      throw DuckFailure.of(e, target.getParent(), job.resources().tempDir());
    }
  }

  private void run() throws IOException {
    try (DuckWorkspace workspace = DuckWorkspace.create(job.resources().tempDir())) {
      SafePath read = workspace.existing(source);
      SafePath write = workspace.created(target);
      LayoutSql sql = new LayoutSql(job.requirePlan().schema().columns(), keys, read);
      try (Connection connection =
          DuckFactory.open(DuckRun.limits(job, workspace), List.of(read, write))) {
        write(connection, sql, write);
      } catch (SQLException e) {
        job.control().check();
        throw DuckFailure.of(e, target.getParent(), workspace.spillFolder());
      }
    }
  }

  private void write(Connection connection, LayoutSql sql, SafePath write)
      throws SQLException, IOException {
    Layout layout = job.options().layout();
    if (rows == 0 || !layout.folder()) {
      copy(connection, sql.sorted(), write);
      requireTaken(parts.take(target, rows, List.of()));
      return;
    }
    boolean sameOrder = keys.partitionBy().isEmpty() && keys.sortBy().isEmpty();
    if (sameOrder && sql.hasRowNumbers()) {
      writeRanges(connection, sql::range, write, new Folder(0, rows, List.of()));
      return;
    }
    List<Folder> folders = List.of(new Folder(0, rows, List.of()));
    if (!keys.partitionBy().isEmpty()) {
      run(connection, sql.makeKeys(MOST_FOLDERS + 1));
      folders = folders(connection, sql);
    }
    run(connection, sql.makeRows());
    if (!keys.partitionBy().isEmpty()) {
      requireNoStrays(connection, sql);
    }
    for (Folder folder : folders) {
      writeRanges(connection, sql::laid, write, folder);
    }
  }

  /** Rows that follow one another and belong into one folder. */
  private record Folder(long from, long rows, List<Optional<String>> values) {}

  private interface Query {
    String of(long from, long to);
  }

  private List<Folder> folders(Connection connection, LayoutSql sql) throws SQLException {
    List<Folder> folders = new ArrayList<>();
    int width = keys.partitionBy().size();
    long from = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql.keys());
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          values.add(Optional.ofNullable(result.getString(i)));
        }
        long count = result.getLong(width + 1);
        folders.add(new Folder(from, count, values));
        from += count;
      }
    }
    if (folders.size() > MOST_FOLDERS) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "partition_by %s would make more than %d folders."
              .formatted(job.options().layout().partitionBy(), MOST_FOLDERS),
          "Name columns with fewer different values; sort_by brings equal values together, too.");
    }
    return folders;
  }

  private static void requireNoStrays(Connection connection, LayoutSql sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.strays());
        ResultSet result = statement.executeQuery()) {
      result.next();
      if (result.getLong(1) != 0) {
        throw new DuckDisagreement(result.getLong(1) + " rows lie in a folder of other values");
      }
    }
  }

  private void writeRanges(Connection connection, Query query, SafePath write, Folder folder)
      throws SQLException, IOException {
    Optional<Long> most = job.options().layout().maxFileBytes();
    double perRow = (double) Files.size(source) / rows;
    long from = folder.from();
    long end = folder.from() + folder.rows();
    long take = most.isEmpty() ? folder.rows() : rowsFor(most.get(), perRow);
    while (from < end) {
      long to = Math.min(end, from + take);
      copy(connection, query.of(from, to), write);
      long bytes = Files.size(target);
      if (parts.take(target, to - from, folder.values())) {
        take = most.isEmpty() ? take : rowsFor(most.get(), (double) bytes / (to - from));
        from = to;
      } else {
        requireTaken(to - from > 1);
        take = Math.min((to - from) / 2, rowsFor(most.orElseThrow(), (double) bytes / (to - from)));
        take = Math.max(1, take);
      }
    }
  }

  private static long rowsFor(long bytes, double perRow) {
    return Math.max(1, (long) (bytes * AIM / perRow));
  }

  private void requireTaken(boolean taken) {
    if (!taken) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "One row of %s makes a larger file than max_file_size (%d bytes) allows."
              .formatted(
                  job.inputs().get(0).originalName(),
                  job.options().layout().maxFileBytes().orElse(0L)),
          "Raise max_file_size.");
    }
  }

  private void copy(Connection connection, String query, SafePath write) throws SQLException {
    run(connection, LayoutSql.copy(query, write, job.options(), DuckRun.mostGroupBytes(job)));
  }

  @SuppressWarnings("try") // The watch works by being there.
  private void run(Connection connection, String sql) throws SQLException {
    job.control().check();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      DuckDBPreparedStatement watched = statement.unwrap(DuckDBPreparedStatement.class);
      try (DuckWatch watch =
          new DuckWatch(watched, job.control(), "lay-out", job.contentSize(), rows)) {
        statement.execute();
      }
    }
    job.control().check();
  }
}
