package io.logflow.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Opens SQLite connections, each with the pragmas that the state store relies on. */
final class SqliteSource extends SQLiteDataSource {
  /** How long a statement waits for another process's transaction. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Pages in the log before they go into the database, 16 MiB: a page that was changed often goes
   * there once.
   */
  private static final int CHECKPOINT_PAGES = 4096;

  /** A log that one large transaction has blown up goes back to this when it is begun anew. */
  private static final int MOST_LOG_BYTES = 1 << 26;

  private static final int GROUPS_CACHE_KIB = 16 * 1024;

  private SqliteSource(SQLiteConfig config, String url) {
    super(config);
    setUrl(url);
  }

  /** Connections that see the file as it is; its journal mode is not changed. */
  static SqliteSource asFound(Path file) {
    return new SqliteSource(onlyIfThere(), url(file));
  }

  /** Connections that turn the write-ahead log on. */
  static SqliteSource withLog(Path file) {
    return new SqliteSource(logging(), url(file));
  }

  /**
   * The same, for whoever changes the rows of many jobs in one statement, again and again: with
   * memory for them, and for what SQLite needs to undo such a statement, which is a file in the
   * system's folder for temporary files otherwise.
   */
  static SqliteSource forGroups(Path file) {
    SQLiteConfig config = logging();
    config.setCacheSize(-GROUPS_CACHE_KIB);
    config.setTempStore(TempStore.MEMORY);
    return new SqliteSource(config, url(file));
  }

  private static SQLiteConfig logging() {
    SQLiteConfig config = onlyIfThere();
    config.setJournalMode(JournalMode.WAL);
    return config;
  }

  /** Each connection is a database of its own, in memory. */
  static SqliteSource inMemory() {
    return new SqliteSource(pragmas(), "jdbc:sqlite::memory:");
  }

  // A plain path would lose everything after a question mark to the driver's own options.
  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath().toUri();
  }

  // A database that is deleted under us must not come back as an empty one.
  private static SQLiteConfig onlyIfThere() {
    SQLiteConfig config = pragmas();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return config;
  }

  private static SQLiteConfig pragmas() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    return config;
  }

  @Override
  public SQLiteConnection getConnection(String user, String password) throws SQLException {
    SQLiteConnection connection = super.getConnection(user, password);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      statement.execute("PRAGMA journal_size_limit = " + MOST_LOG_BYTES);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
