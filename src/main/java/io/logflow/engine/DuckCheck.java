package io.logflow.engine;

import io.logflow.duck.SafePath;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Compares what DuckDB wrote with what the scan counted, from the footer alone. */
final class DuckCheck {
  private static final String ROWS =
      "SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata(?)";
  private static final String VALUES =
      "SELECT column_id, sum(num_values - stats_null_count) FROM parquet_metadata(?)"
          + " GROUP BY column_id";

  private final Connection connection;
  private final SafePath output;

  DuckCheck(Connection connection, SafePath output) {
    this.connection = connection;
    this.output = output;
  }

  /**
   * Compares.
   *
   * @return rows in the output
   * @throws DuckDisagreement if a count differs
   */
  long against(Plan plan) throws SQLException {
    long written = rows();
    if (written != plan.rowsTaken()) {
      throw new DuckDisagreement("it read " + written + " rows, the scan " + plan.rowsTaken());
    }
    compareValues(leaves(plan));
    return written;
  }

  private long rows() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
      statement.setString(1, output.text());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /** The column of each leaf in the file; empty where it is nested and counts otherwise. */
  private static List<Optional<ColumnPlan>> leaves(Plan plan) {
    List<Optional<ColumnPlan>> leaves = new ArrayList<>();
    for (ColumnPlan column : plan.columns()) {
      ColumnType type = column.column().type();
      if (type.nested()) {
        leaves.addAll(Collections.nCopies(leaves(type), Optional.empty()));
      } else {
        leaves.add(Optional.of(column));
      }
    }
    return leaves;
  }

  private static int leaves(ColumnType type) {
    return type.nested()
        ? type.children().stream().mapToInt(child -> leaves(child.type())).sum()
        : 1;
  }

  private void compareValues(List<Optional<ColumnPlan>> columns) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(VALUES)) {
      statement.setString(1, output.text());
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          Optional<ColumnPlan> column = columns.get(result.getInt(1));
          if (column.isPresent()) {
            compare(column.get(), result.getLong(2), !result.wasNull());
          }
        }
      }
    }
  }

  private static void compare(ColumnPlan column, long written, boolean known) {
    Optional<ColumnStatistics> counted = column.statistics();
    if (known && counted.isPresent() && counted.get().values() != written) {
      throw new DuckDisagreement(
          "it read " + written + " values of a column, the scan " + counted.get().values());
    }
  }
}
