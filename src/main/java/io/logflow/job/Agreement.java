package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a job stands to the contract of its output folder.
 *
 * @param current the newest revision it knows of
 * @param proposed the revision that its inputs ask for, until that is on record
 */
public record Agreement(Optional<SchemaVersion> current, Optional<SchemaVersion> proposed) {
  /** No contract. */
  public static final Agreement NONE = new Agreement(Optional.empty(), Optional.empty());

  public Agreement {
    requireNonNull(current, "current is null");
    requireNonNull(proposed, "proposed is null");
  }

  /** The same, with another revision asked for. */
  public Agreement proposing(SchemaVersion next) {
    return new Agreement(current, Optional.of(next));
  }

  /** The proposed revision holds. */
  public Agreement settled() {
    return new Agreement(proposed, Optional.empty());
  }

  /** The version whose folder the output goes to; empty without a contract. */
  public Optional<Integer> version() {
    return proposed.or(() -> current).map(SchemaVersion::version);
  }
}
