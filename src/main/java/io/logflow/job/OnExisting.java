package io.logflow.job;

/** What to do when the output's name is taken. */
public enum OnExisting {
  /** Publish under a name of its own: {@code <stem>-<utc time>-<job8>.parquet}. */
  VERSION,
  /** Replace the file in one step. */
  REPLACE,
  /** Fail the job. */
  FAIL
}
