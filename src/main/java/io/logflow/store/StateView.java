package io.logflow.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A look at a state database from outside, also while others write: nothing is created, migrated or
 * changed.
 */
public final class StateView implements AutoCloseable {
  private final Path file;
  private final Connection connection;

  private StateView(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens a database of the latest schema; empty where there is none.
   *
   * @throws io.logflow.job.LogFlowException STATE where it is damaged, another program's, or of
   *     another schema version
   */
  public static Optional<StateView> open(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    int version = StateDatabase.at(file).version();
    if (version != Migrations.OURS.latest()) {
      throw StateErrors.older(file, version, Migrations.OURS.latest());
    }
    try {
      return Optional.of(new StateView(file, SqliteSource.asFound(file).getConnection()));
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    }
  }

  /**
   * Hands over the rows of {@code sql/<name>.sql}, one after the other.
   *
   * @param reader gets column name to value, in the query's order
   */
  public void each(String name, Consumer<Map<String, Object>> reader) {
    try (PreparedStatement statement = connection.prepareStatement(Sql.load(name));
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        reader.accept(row(found));
      }
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    }
  }

  private static Map<String, Object> row(ResultSet found) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
      row.put(found.getMetaData().getColumnName(column), found.getObject(column));
    }
    return row;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    }
  }
}
