package io.logflow.duck;

import java.io.IOException;

/** No name can be given to a file that DuckDB takes as it stands. */
public final class UnsafePathException extends IOException {
  UnsafePathException(String message) {
    super(message);
  }

  UnsafePathException(String message, Throwable cause) {
    super(message, cause);
  }
}
