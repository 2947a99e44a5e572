package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What became of a replay.
 *
 * @param of the job whose rejected rows were taken in
 * @param outcome how it ended; empty where that job has no rejected rows any more
 * @param rewritten whether the output is one that was there, made again
 * @param tried rejected rows that were tried
 * @param left those that still cannot be taken in
 */
public record Replayed(
    String of, Optional<Outcome> outcome, boolean rewritten, long tried, long left) {
  public Replayed {
    requireNonNull(of, "of is null");
    requireNonNull(outcome, "outcome is null");
  }
}
