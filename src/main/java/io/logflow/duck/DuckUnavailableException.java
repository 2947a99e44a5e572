package io.logflow.duck;

/** DuckDB cannot run here: this machine or this installation has no native library for it. */
public final class DuckUnavailableException extends RuntimeException {
  DuckUnavailableException(Throwable cause) {
    super("DuckDB has no native library here: " + cause, cause);
  }
}
