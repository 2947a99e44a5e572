package io.logflow.store;

import com.zaxxer.hikari.HikariDataSource;
import io.logflow.job.LogFlowException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The open state database: a small pool of connections to a database of the latest schema. */
public final class StateStore implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final long WAIT_FOR_CONNECTION_MILLIS = 60_000;
  private static final Path MEMORY = Path.of("(in memory)");

  private final Path database;
  private final HikariDataSource pool;

  private StateStore(Path database, SqliteSource source, int connections) {
    this.database = database;
    this.pool = pool(source, connections);
  }

  /**
   * Opens the database; creates it, private to its owner, where it does not exist; migrates it
   * where its schema is older.
   */
  public static StateStore open(Path database) {
    return open(StateDatabase.at(database));
  }

  static StateStore open(StateDatabase database) {
    database.migrate();
    return new StateStore(database.file(), SqliteSource.withLog(database.file()), CONNECTIONS);
  }

  /** A store of the same schema that leaves nothing behind when it is closed. */
  public static StateStore inMemory() {
    StateStore store = new StateStore(MEMORY, SqliteSource.inMemory(), 1);
    try (Connection connection = store.pool.getConnection()) {
      new SchemaMigrator(Migrations.OURS).up(connection);
      return store;
    } catch (SQLException e) {
      store.pool.close();
      throw StateErrors.of(MEMORY, e);
    }
  }

  /** Connections, opened as they are needed. Do not close the source itself. */
  public DataSource dataSource() {
    return pool;
  }

  /** The database file. */
  public Path database() {
    return database;
  }

  /** What a failed statement on {@link #dataSource} means, in words. */
  public LogFlowException explain(SQLException failure) {
    return StateErrors.of(database, failure);
  }

  /** Moves the write-ahead log into the database as far as others let it, and closes. */
  @Override
  public void close() {
    try (pool) {
      if (pool.isRunning() && !database.equals(MEMORY)) {
        checkpoint();
      }
    }
  }

  private void checkpoint() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  // Without arguments, the pool opens nothing before the first connection is asked for.
  private static HikariDataSource pool(SqliteSource source, int connections) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("logflow-state");
    pool.setDataSource(source);
    pool.setMaximumPoolSize(connections);
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(0);
    pool.setMaxLifetime(0);
    pool.setKeepaliveTime(0);
    pool.setInitializationFailTimeout(-1);
    pool.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLIS);
    return pool;
  }
}
