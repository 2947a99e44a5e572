package io.logflow.engine;

/** DuckDB reads an input otherwise than the scan did, so that another engine must do the job. */
final class DuckDisagreement extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason one clause
   */
  DuckDisagreement(String reason) {
    super(reason);
  }

  DuckDisagreement(String reason, Throwable cause) {
    super(reason, cause);
  }
}
