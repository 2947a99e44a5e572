package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What makes a job a replay: one of its inputs holds rows that an earlier job rejected.
 *
 * @param of the job that rejected them
 * @param inputId the job id of that input
 * @param left rejects file of those that still cannot be taken in; not there where there are none
 * @param leftRows how many those are
 */
public record Replay(String of, String inputId, Path left, long leftRows) {
  public Replay {
    requireNonNull(of, "of is null");
    requireNonNull(inputId, "inputId is null");
    requireNonNull(left, "left is null");
  }
}
