package io.logflow.cli;

import io.logflow.job.JobIds;
import io.logflow.store.HookCalls.Standing;
import io.logflow.store.StoredJob;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jobs as tables for a person. */
final class JobText {
  private static final Set<String> SIZES = Set.of("input_size", "output_size");

  private JobText() {}

  /** One line a job. */
  static TextTable list(List<StoredJob> jobs) {
    TextTable table =
        new TextTable(
            List.of("ID", "STATUS", "CREATED", "INPUT", "SIZE", "ROWS", "TIME", "ENGINE", "RESULT"),
            Set.of(4, 5, 6));
    jobs.forEach(job -> table.add(line(job)));
    return table;
  }

  private static List<String> line(StoredJob job) {
    return List.of(
        JobIds.shortForm(job.id()),
        job.text("status").orElse(""),
        job.number("created_at").map(Figures::time).orElse(""),
        job.text("original_name").orElse(""),
        job.number("input_size").map(Figures::bytes).orElse(""),
        job.number("row_count").map(Figures::count).orElse(""),
        job.number("duration_ms").map(Figures::duration).orElse(""),
        job.text("engine").orElse(""),
        job.text("error").or(() -> job.text("output_path")).orElse(""));
  }

  /** One line a column; those without a value are left out. */
  static TextTable show(StoredJob job, List<Standing> hooks) {
    TextTable table = new TextTable(List.of("JOB", job.id()), Set.of());
    for (String column : job.columns().keySet()) {
      if (!column.equals("id")) {
        value(job, column).ifPresent(value -> table.add(List.of(column, value)));
      }
    }
    hooks.forEach(hook -> table.add(List.of("on_" + hook.event(), standing(hook))));
    return table;
  }

  private static String standing(Standing hook) {
    String times = hook.attempts() == 1 ? "once" : hook.attempts() + " times";
    return hook.state()
        + ", called "
        + times
        + hook.error().map(error -> "; the last time it " + error).orElse("");
  }

  private static Optional<String> value(StoredJob job, String column) {
    if (column.endsWith("_at")) {
      return job.number(column).map(Figures::time);
    }
    if (SIZES.contains(column)) {
      return job.number(column).map(size -> size + " (" + Figures.bytes(size) + ")");
    }
    return job.text(column);
  }
}
