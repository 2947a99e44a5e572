package io.logflow.engine;

import io.logflow.duck.DuckFactory;
import io.logflow.duck.DuckUnavailableException;
import io.logflow.duck.DuckWorkspace;
import io.logflow.duck.SafePath;
import io.logflow.duck.SqlText;
import io.logflow.duck.UnsafePathException;
import io.logflow.job.Column;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.Resources;
import io.logflow.job.Schema;
import io.logflow.job.Widening;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Writes the rows of several Parquet files of one schema into one, file after file, each in its own
 * order. What it wrote is for others to check.
 */
public final class DuckMerge {
  private DuckMerge() {}

  /** Why files of a schema cannot be put together; empty where they can. */
  public static Optional<String> obstacle(Schema schema) {
    if (schema.size() > DuckSupport.MAX_COLUMNS) {
      return Optional.of("it has more than " + DuckSupport.MAX_COLUMNS + " columns");
    }
    boolean unnamed =
        schema.columns().stream()
            .map(Column::name)
            .anyMatch(name -> name.isEmpty() || name.indexOf(0) >= 0);
    return unnamed ? Optional.of("a column's name is no name in SQL") : Optional.empty();
  }

  /**
   * Writes a file.
   *
   * @param sources files with exactly these columns, at least one
   * @param target a file that is not there yet, in a folder that is
   * @param options how the file is written
   * @param rows rows of all sources
   * @throws io.logflow.job.LogFlowException ENGINE, LIMIT_EXCEEDED, DISK_FULL, OUTPUT_NOT_WRITABLE,
   *     CANCELLED
   */
  public static void run(
      List<Path> sources,
      Schema schema,
      Path target,
      ConversionOptions options,
      long rows,
      Resources resources,
      Control control) {
    List<String> columns =
        schema.columns().stream().map(column -> SqlText.identifier(column.name())).toList();
    written(sources, columns, target, options, rows, resources, control);
  }

  /**
   * Writes a file anew with the columns of a wider schema.
   *
   * @param source a file with the columns that the widening comes from
   * @param rows its rows
   */
  public static void widen(
      Path source,
      Widening widening,
      Path target,
      ConversionOptions options,
      long rows,
      Resources resources,
      Control control) {
    List<String> columns = widening.steps().stream().map(DuckMerge::expression).toList();
    written(List.of(source), columns, target, options, rows, resources, control);
  }

  private static String expression(Widening.Step step) {
    String name = SqlText.identifier(step.to().name());
    if (step.how() == Widening.How.SAME) {
      return name;
    }
    return "CAST(%s AS %s) AS %s".formatted(step.isNull() ? "NULL" : name, step.to().type(), name);
  }

  private static void written(
      List<Path> sources,
      List<String> columns,
      Path target,
      ConversionOptions options,
      long rows,
      Resources resources,
      Control control) {
    try {
      merge(sources, columns, target, options, rows, resources, control);
    } catch (DuckUnavailableException | UnsafePathException | DuckDisagreement e) {
      throw ErrorKind.ENGINE.error(
          "The files of "
              + sources.get(0).getParent()
              + " cannot be written anew: "
              + e.getMessage(),
          "They are as they were; leave them so, and report this message.",
          e);
    } catch (IOException e) {
      throw DuckFailure.of(e, target.getParent(), resources.tempDir());
    }
  }

  private static void merge(
      List<Path> sources,
      List<String> columns,
      Path target,
      ConversionOptions options,
      long rows,
      Resources resources,
      Control control)
      throws IOException {
    try (DuckWorkspace workspace = DuckWorkspace.create(resources.tempDir())) {
      List<SafePath> files = new ArrayList<>();
      for (Path source : sources) {
        files.add(workspace.existing(source));
      }
      String reads = reads(files, columns);
      SafePath write = workspace.created(target);
      files.add(write);
      try (Connection connection = DuckFactory.open(DuckRun.limits(resources, workspace), files)) {
        String copy =
            "COPY (%s) TO %s (%s)"
                .formatted(
                    reads,
                    SqlText.literal(write.text()),
                    String.join(
                        ", ",
                        DuckCopy.writing(options, Map.of(), DuckRun.mostGroupBytes(resources))));
        run(connection, copy, rows, control);
      } catch (SQLException e) {
        control.check();
        throw DuckFailure.of(e, target.getParent(), workspace.spillFolder());
      }
    }
  }

  private static String reads(List<SafePath> files, List<String> columns) {
    return "SELECT %s FROM read_parquet(%s, hive_partitioning = false, filename = false, "
            .formatted(
                String.join(", ", columns),
                SqlText.literals(files.stream().map(SafePath::text).toList()))
        + "union_by_name = false)";
  }

  @SuppressWarnings("try") // The watch works by being there.
  private static void run(Connection connection, String sql, long rows, Control control)
      throws SQLException {
    control.check();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      DuckDBPreparedStatement watched = statement.unwrap(DuckDBPreparedStatement.class);
      try (DuckWatch watch = new DuckWatch(watched, control, "compact", 0, rows)) {
        statement.execute();
      }
    }
    control.check();
  }
}
