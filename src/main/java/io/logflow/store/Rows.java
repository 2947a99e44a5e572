package io.logflow.store;

import io.logflow.job.LogFlowException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Runs statements of {@link Sql} with numbered parameters. */
final class Rows {
  private final DataSource source;
  private final Path database;

  Rows(StateStore store) {
    this(store.dataSource(), store.database());
  }

  /**
   * @param database what {@code source} opens, for messages
   */
  Rows(DataSource source, Path database) {
    this.source = source;
    this.database = database;
  }

  /** The rows of a query: column to value, in the query's order. */
  List<Map<String, Object>> query(String name, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, name, parameters);
        ResultSet found = statement.executeQuery()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  /** The number of rows that a statement changed. */
  int update(String name, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, name, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  private LogFlowException explain(SQLException failure) {
    return StateErrors.of(database, failure);
  }

  private static PreparedStatement prepare(Connection connection, String name, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(numbered(name));
    try {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Statements that routes run, too, name their one parameter. */
  private static String numbered(String name) {
    return Sql.load(name).replace(":?jobs", "?1");
  }

  private static Map<String, Object> row(ResultSet found) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
      row.put(found.getMetaData().getColumnName(column), found.getObject(column));
    }
    return Collections.unmodifiableMap(row);
  }
}
