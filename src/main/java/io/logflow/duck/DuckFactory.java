package io.logflow.duck;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that opens DuckDB: a fresh in-memory instance that reaches the named files and
 * nothing else. The native library is found as the driver finds it.
 */
public final class DuckFactory {
  private static final Logger LOG = LoggerFactory.getLogger(DuckFactory.class);

  private DuckFactory() {}

  /**
   * Opens an instance; closing the connection ends it.
   *
   * @param allowed the files that it may read or write, under safe names
   * @throws DuckUnavailableException where the native library is missing
   */
  public static Connection open(DuckLimits limits, List<SafePath> allowed) throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings(limits, allowed)) {
        statement.execute("SET " + setting);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Loads the native library, which takes most of the time of the first {@link #open}. */
  public static void load() {
    try {
      connect().close();
    } catch (SQLException | DuckUnavailableException e) {
      // Whoever opens an instance meets it again, and can say what it means for the job.
      LOG.debug("DuckDB cannot be loaded", e);
    }
  }

  private static Connection connect() throws SQLException {
    try {
      return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    } catch (LinkageError e) {
      throw new DuckUnavailableException(e);
    }
  }

  // The last three lock what stands before them, hence the order.
  private static List<String> settings(DuckLimits limits, List<SafePath> allowed) {
    return List.of(
        "threads = " + limits.threads(),
        "memory_limit = " + bytes(limits.memoryBytes()),
        "temp_directory = " + SqlText.literal(SafePath.of(limits.spillFolder()).text()),
        "max_temp_directory_size = " + bytes(limits.spillBytes()),
        "allowed_paths = " + SqlText.literals(allowed.stream().map(SafePath::text).toList()),
        "TimeZone = 'UTC'",
        "preserve_insertion_order = true",
        "enable_external_file_cache = false",
        "enable_progress_bar = true",
        "enable_progress_bar_print = false",
        "allow_community_extensions = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_persistent_secrets = false",
        "allowed_configs = ['TimeZone']",
        "enable_external_access = false",
        "lock_configuration = true");
  }

  private static String bytes(long count) {
    return "'" + count + "B'";
  }
}
