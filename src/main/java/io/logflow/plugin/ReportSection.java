package io.logflow.plugin;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.util.Map;

/** One section of a report on a finished job. */
public interface ReportSection {

  /** The section's key in the report, kebab-case. */
  String name();

  /** The section's content: texts, numbers, lists and maps of them. */
  Map<String, Object> report(Outcome outcome, ResultReader result) throws IOException;
}
