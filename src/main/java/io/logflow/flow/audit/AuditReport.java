package io.logflow.flow.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param jobs jobs of the inboxes that were looked at
 * @param outputs Parquet files that were looked at
 * @param violations all that must not be, by invariant
 */
public record AuditReport(int jobs, int outputs, List<Violation> violations) {
  public AuditReport {
    violations = List.copyOf(violations);
  }
}
