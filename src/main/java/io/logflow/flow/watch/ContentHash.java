package io.logflow.flow.watch;

import io.logflow.job.Input;
import io.logflow.job.Sha256;
import io.logflow.job.Unpacked;
import java.io.IOException;
import java.util.Optional;

/** Hashes of small inputs, before anything else is known of them. */
final class ContentHash {
  private ContentHash() {}

  /** SHA-256 of an input as it came in, lower-case hex; empty where it cannot be read. */
  static Optional<String> of(Input input) {
    Optional<String> known = input.unpacked().map(Unpacked::sha256);
    return known.isPresent() ? known : read(input);
  }

  private static Optional<String> read(Input input) {
    try {
      return Optional.of(Sha256.of(input.path()));
    } catch (IOException unreadable) { // Whoever converts it says why.
      return Optional.empty();
    }
  }
}
