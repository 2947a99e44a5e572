package io.logflow.store;

import static java.util.Objects.requireNonNull;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The state database as a file: its schema version, the way up and down, copies of it. */
public final class StateDatabase {
  /** In one statement: another process may create the database between two of them. */
  private static final String MARKS =
      """
      SELECT (SELECT user_version FROM pragma_user_version),
        (SELECT application_id FROM pragma_application_id),
        (SELECT count(*) FROM sqlite_master)
      """;

  private final Path file;
  private final Migrations migrations;

  private StateDatabase(Path file, Migrations migrations) {
    this.file = requireNonNull(file, "file is null").toAbsolutePath().normalize();
    this.migrations = migrations;
  }

  /** The database at {@code file}, which need not exist yet. */
  public static StateDatabase at(Path file) {
    return new StateDatabase(file, Migrations.OURS);
  }

  static StateDatabase at(Path file, Migrations migrations) {
    return new StateDatabase(file, migrations);
  }

  Path file() {
    return file;
  }

  /** How it is; nothing is created or changed. */
  public StateStatus status() {
    if (!Files.exists(file)) {
      return new StateStatus(file, false, 0, migrations.latest(), 0, true, "");
    }
    try (Connection connection = SqliteSource.asFound(file).getConnection()) {
      String finding = text(connection, "PRAGMA quick_check(1)");
      return new StateStatus(
          file,
          true,
          number(connection, "PRAGMA user_version"),
          migrations.latest(),
          Files.size(file),
          finding.equals("ok"),
          finding);
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    } catch (IOException e) {
      throw StateErrors.notWritable(file, e);
    }
  }

  /** Its schema version; 0 where it does not exist. Nothing is created or changed. */
  int version() {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Connection connection = SqliteSource.asFound(file).getConnection()) {
      return checkedVersion(connection);
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    }
  }

  /**
   * Creates it where it does not exist, and takes its schema to the latest version. A database that
   * held data is copied to {@code <file>.bak-v<version>} before.
   *
   * @return the copy, where one was made
   */
  public Optional<Path> migrate() {
    try {
      PrivateFiles.createFolder(file.getParent());
      PrivateFiles.create(file);
      if (!Files.isWritable(file) || !Files.isWritable(file.getParent())) {
        throw StateErrors.notWritable(file, null);
      }
      return upToDate() ? Optional.empty() : OpenLock.holding(file, this::migrateAlone);
    } catch (IOException e) {
      throw StateErrors.notWritable(file, e);
    }
  }

  private boolean upToDate() {
    try (Connection connection = SqliteSource.asFound(file).getConnection()) {
      return checkedVersion(connection) == migrations.latest()
          && text(connection, "PRAGMA journal_mode").equals("wal");
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    }
  }

  private Optional<Path> migrateAlone() throws IOException {
    try (Connection connection = SqliteSource.withLog(file).getConnection()) {
      int version = checkedVersion(connection);
      if (version == migrations.latest()) {
        return Optional.empty();
      }
      Optional<Path> copy =
          version == 0 ? Optional.empty() : Optional.of(copyOf(connection, version));
      up(connection);
      return copy;
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    }
  }

  private void up(Connection connection) {
    try {
      new SchemaMigrator(migrations).up(connection);
    } catch (SQLException | RuntimeException e) {
      throw StateErrors.migration(file, "taken to schema version " + migrations.latest(), e);
    }
  }

  /**
   * Takes the last {@code steps} migrations back, after a copy to {@code <file>.bak-v<version>}.
   *
   * @return the copy
   */
  public Path rollback(int steps) {
    if (!Files.exists(file)) {
      throw missing();
    }
    try {
      return OpenLock.holding(file, () -> rollbackAlone(steps));
    } catch (IOException e) {
      throw StateErrors.notWritable(file, e);
    }
  }

  private Path rollbackAlone(int steps) throws IOException {
    try (Connection connection = SqliteSource.withLog(file).getConnection()) {
      int version = checkedVersion(connection);
      if (steps < 1 || steps > version) {
        throw ErrorKind.USAGE.error(
            steps + " migrations cannot be taken back: the schema version is " + version + ".",
            "Give a number from 1 to the schema version.");
      }
      Path copy = copyOf(connection, version);
      down(connection, version, steps);
      return copy;
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    }
  }

  private void down(Connection connection, int version, int steps) {
    try {
      new SchemaMigrator(migrations).down(connection, version, steps);
    } catch (SQLException | RuntimeException e) {
      throw StateErrors.migration(file, "taken back from schema version " + version, e);
    }
  }

  /** Writes a consistent copy, also while others write; an existing file is not replaced. */
  public void backup(Path target) {
    if (!Files.exists(file)) {
      throw missing();
    }
    if (Files.exists(target)) {
      throw ErrorKind.OUTPUT_EXISTS.error(
          "The backup " + target + " exists already.", "Give the name of a new file.");
    }
    try (Connection connection = SqliteSource.asFound(file).getConnection()) {
      checkedVersion(connection);
      copyTo(connection, target);
    } catch (SQLException e) {
      throw StateErrors.of(file, e);
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The backup " + target + " cannot be written: " + e.getMessage() + ".",
          "Give a file in a folder that exists and is writable.",
          e);
    }
  }

  private Path copyOf(Connection connection, int version) throws SQLException, IOException {
    Path copy = PrivateFiles.beside(file, ".bak-v" + version);
    for (int number = 2; Files.exists(copy); number++) {
      copy = PrivateFiles.beside(file, ".bak-v" + version + "." + number);
    }
    copyTo(connection, copy);
    return copy;
  }

  // Under another name first, so that nobody takes half a copy for a whole one.
  private static void copyTo(Connection connection, Path target) throws SQLException, IOException {
    // A name of its own and, as temporary files have, for its owner's eyes only.
    Path folder = target.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(folder, target.getFileName() + ".", ".tmp");
    try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, unfinished.toString());
      statement.execute();
      // VACUUM INTO never flushes what it writes; what follows may rely on the copy.
      try (FileChannel copied = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        copied.force(true);
      }
      Files.move(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private int checkedVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(MARKS)) {
      found.next();
      int version = found.getInt(1);
      boolean ours = found.getInt(2) == SchemaMigrator.APPLICATION_ID;
      boolean holdsTables = found.getInt(3) > 0;
      if (!ours && (version != 0 || holdsTables)) {
        throw StateErrors.foreign(file);
      }
      if (version > migrations.latest()) {
        throw StateErrors.newer(file, version, migrations.latest());
      }
      return version;
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    return Integer.parseInt(text(connection, query));
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      found.next();
      return found.getString(1);
    }
  }

  private RuntimeException missing() {
    return ErrorKind.STATE.error(
        "There is no state database " + file + " yet.",
        "It is created by the first conversion, or by 'logflow db migrate'.");
  }
}
