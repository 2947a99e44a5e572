package io.logflow.store;

import com.zaxxer.hikari.HikariDataSource;
import io.logflow.job.Faults;
import io.logflow.job.LogFlowException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The open state database: a small pool of connections to a database of the latest schema. */
public final class StateStore implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int GUARD_CONNECTIONS = 2;
  private static final long WAIT_FOR_CONNECTION_MILLIS = 60_000;
  private static final Path MEMORY = Path.of("(in memory)");

  private final Path database;
  private final HikariDataSource pool;
  private final HikariDataSource writer;
  private final HikariDataSource guard;

  private StateStore(
      Path database, HikariDataSource pool, HikariDataSource writer, HikariDataSource guard) {
    this.database = database;
    this.pool = pool;
    this.writer = writer;
    this.guard = guard;
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
    SqliteSource readers = SqliteSource.withLog(database.file());
    SqliteSource writer = SqliteSource.forGroups(database.file());
    return new StateStore(
        database.file(),
        pool(readers, CONNECTIONS),
        pool(writer, 1),
        pool(readers, GUARD_CONNECTIONS));
  }

  /** A store of the same schema that leaves nothing behind when it is closed. */
  public static StateStore inMemory() {
    HikariDataSource only = pool(SqliteSource.inMemory(), 1);
    StateStore store = new StateStore(MEMORY, only, only, only);
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

  /**
   * One connection, for those who write much. Two of them in one process would wait for each
   * other's transactions in naps that are longer than these.
   */
  public DataSource writer() {
    return writer;
  }

  /**
   * Connections for short questions that must not wait until others are done with theirs: readers
   * of a write-ahead log wait for no writer.
   */
  DataSource guard() {
    return guard;
  }

  /** Whether what is recorded is still there when this process has ended. */
  public boolean isLasting() {
    return !database.equals(MEMORY);
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
    try (pool;
        guard;
        writer) {
      if (writer.isRunning() && !database.equals(MEMORY)) {
        checkpoint();
      }
    }
  }

  private void checkpoint() {
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  /** Each statement takes a connection of its own. */
  private static final class Pool extends HikariDataSource {
    @Override
    public Connection getConnection() throws SQLException {
      Faults.statement();
      return super.getConnection();
    }
  }

  // Without arguments, the pool opens nothing before the first connection is asked for.
  private static HikariDataSource pool(SqliteSource source, int connections) {
    HikariDataSource pool = new Pool();
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
