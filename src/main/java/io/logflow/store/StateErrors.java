package io.logflow.store;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Says in words what is wrong with the state database and what to do about it. */
final class StateErrors {
  private static final String ELSEWHERE =
      "Make its folder writable, name another file with storage.database, or convert with"
          + " --no-state, which keeps no history.";

  private StateErrors() {}

  static LogFlowException notWritable(Path database, Exception cause) {
    return ErrorKind.STATE.error(
        "The state database " + database + " cannot be written" + reason(cause) + ".",
        ELSEWHERE,
        cause);
  }

  static LogFlowException newer(Path database, int found, int known) {
    return ErrorKind.STATE.error(
        "The state database "
            + database
            + " has schema version "
            + found
            + ", made by a newer LogFlow; this one knows versions up to "
            + known
            + ".",
        "Use the newer LogFlow, or name another file with storage.database.");
  }

  static LogFlowException older(Path database, int found, int latest) {
    return ErrorKind.STATE.error(
        "The state database %s has schema version %d instead of %d."
            .formatted(database, found, latest),
        "Take it there with 'logflow db migrate'.");
  }

  static LogFlowException foreign(Path database) {
    return ErrorKind.STATE.error(
        "The file " + database + " is a database of another program, not LogFlow's.",
        "Name another file with storage.database; this one was not changed.");
  }

  static LogFlowException migration(Path database, String step, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return ErrorKind.STATE.error(
        "The state database " + database + " could not be " + step + ": " + root.getMessage() + ".",
        "The database is as it was before; report this with the message above.",
        cause);
  }

  /** Whether a failure says that the file is no sound database. */
  static boolean isDamage(SQLException failure) {
    SQLiteErrorCode code = primaryCode(failure);
    return code == SQLiteErrorCode.SQLITE_NOTADB || code == SQLiteErrorCode.SQLITE_CORRUPT;
  }

  static LogFlowException inUse(Path database, String owner) {
    return ErrorKind.STATE.error(
        "Process " + owner.replaceFirst("@.*", "") + " works with " + database + ".",
        "End it first: what it records now would be lost.");
  }

  /** What a failed statement means. */
  static LogFlowException of(Path database, SQLException failure) {
    return switch (primaryCode(failure)) {
      case SQLITE_NOTADB, SQLITE_CORRUPT -> damaged(database, failure);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> notWritable(database, failure);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          ErrorKind.STATE.error(
              "The state database " + database + " was locked by another process for too long.",
              "Find the process that holds it (for example an open sqlite3 shell) and try again.",
              failure);
      case SQLITE_FULL ->
          ErrorKind.STATE.error(
              "The disk of the state database " + database + " is full.",
              "Free some space there, or name a file elsewhere with storage.database.",
              failure);
      default ->
          ErrorKind.STATE.error(
              "The state database " + database + " failed: " + failure.getMessage() + ".",
              "Check it with 'logflow db status', or convert with --no-state, which keeps no history.",
              failure);
    };
  }

  private static LogFlowException damaged(Path database, SQLException failure) {
    return ErrorKind.STATE.error(
        "The state database " + database + " is damaged or no database at all.",
        "Put a backup in its place ('logflow db backup' and every migration make one), without its"
            + " -wal and -shm files, and run 'logflow db recover' then; or run that now: it keeps a"
            + " copy of the database and makes another from the outputs.",
        failure);
  }

  // The driver reports extended codes; their lowest byte is the kind.
  private static SQLiteErrorCode primaryCode(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
        return SQLiteErrorCode.getErrorCode(sql.getErrorCode() & 0xFF);
      }
    }
    return SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static String reason(Exception cause) {
    if (cause instanceof AccessDeniedException denied) {
      return ": no permission for " + denied.getFile();
    }
    if (cause instanceof FileSystemException failed && failed.getReason() != null) {
      return ": " + failed.getReason() + " (" + failed.getFile() + ")";
    }
    return "";
  }
}
