package io.logflow.job;

import java.util.Locale;

/** The states of a job. */
public enum JobStatus {
  CLAIMING,
  PENDING,
  RUNNING,
  COMPLETED,
  COMPLETED_WITH_REJECTS,
  EMPTY,
  FAILED,
  CANCELLED,
  DUPLICATE,
  QUARANTINED;

  /** The name in the jobs table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
