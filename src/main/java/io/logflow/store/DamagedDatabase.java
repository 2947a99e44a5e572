package io.logflow.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What becomes of a state database that SQLite cannot make sense of. */
public final class DamagedDatabase {
  private static final List<String> PARTS = List.of("", "-wal", "-shm", ".lock");

  private final Path file;

  public DamagedDatabase(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  /**
   * Whether it is there, and damaged. Nothing is created or changed.
   *
   * @throws io.logflow.job.LogFlowException where that cannot be found out
   */
  public boolean isDamaged() {
    if (!Files.exists(file)) {
      return false;
    }
    try (Connection connection = SqliteSource.asFound(file).getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA integrity_check(1)")) {
      return !found.next() || !found.getString(1).equals("ok");
    } catch (SQLException e) {
      if (StateErrors.isDamage(e)) {
        return true;
      }
      throw StateErrors.of(file, e);
    }
  }

  /**
   * Where another database is to be made, which takes its place when it is complete: one that is
   * half filled would look sound. What an earlier attempt has left is removed.
   *
   * @throws io.logflow.job.LogFlowException where another process works with the damaged one, or
   *     nothing says that it was LogFlow's
   */
  public Path successor() {
    OwnerLock.requireNobody(file);
    if (!isOurs()) {
      throw StateErrors.foreign(file);
    }
    Path successor = PrivateFiles.beside(file, ".recovering");
    try {
      for (String part : PARTS) {
        Files.deleteIfExists(PrivateFiles.beside(successor, part));
      }
      return successor;
    } catch (IOException e) {
      throw StateErrors.notWritable(successor, e);
    }
  }

  /** LogFlow locks a file beside its database when it makes it. */
  private boolean isOurs() {
    return Files.exists(PrivateFiles.beside(file, ".lock"));
  }

  /**
   * Gives the damaged database another name, with its log, and its own name to the successor.
   *
   * @return where the damaged one is now
   * @throws io.logflow.job.LogFlowException where another process works with it by now
   */
  public Path replace(Path successor, long nowMillis) {
    Path aside = PrivateFiles.beside(file, ".damaged-" + nowMillis);
    try {
      return OpenLock.holding(
          file,
          () -> {
            OwnerLock.requireNobody(file);
            Files.copy(file, aside, StandardCopyOption.COPY_ATTRIBUTES);
            for (String part : List.of("-wal", "-shm")) {
              if (Files.exists(PrivateFiles.beside(file, part))) {
                Files.move(PrivateFiles.beside(file, part), PrivateFiles.beside(aside, part));
              }
            }
            Files.move(successor, file, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(PrivateFiles.beside(successor, ".lock"));
            return aside;
          });
    } catch (IOException e) {
      throw StateErrors.notWritable(file, e);
    }
  }
}
