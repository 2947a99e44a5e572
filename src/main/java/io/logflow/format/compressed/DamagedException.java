package io.logflow.format.compressed;

import java.io.IOException;

/** Compressed data that does not unpack; the message says why, as a part of a sentence. */
final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedException(String message) {
    super(message);
  }

  static DamagedException truncated() {
    return new DamagedException("it ends in the middle of the compressed data");
  }
}
