package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What makes a job a replay: one of its inputs holds rows that an earlier job rejected.
 *
 * @param of the job that rejected them
 * @param inputId the job id of that input
 * @param left rejects file of those that still cannot be taken in; not there where there are none
 * @param leftRows how many those are
 * @param dropped rows that somebody said are no data
 * @param rewritten where its output is one that is there and is made again
 */
public record Replay(
    String of,
    String inputId,
    Path left,
    long leftRows,
    long dropped,
    Optional<Rewritten> rewritten) {
  public Replay {
    requireNonNull(of, "of is null");
    requireNonNull(inputId, "inputId is null");
    requireNonNull(left, "left is null");
    requireNonNull(rewritten, "rewritten is null");
  }

  /**
   * An output that is made again.
   *
   * @param by the job whose output it is
   * @param rejected rows that its inputs reject
   */
  public record Rewritten(String by, long rejected) {
    public Rewritten {
      requireNonNull(by, "by is null");
    }
  }
}
