package io.logflow.flow.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ErrorKind;
import io.logflow.store.BatchRuns.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the jobs of a run have come to, and the exit code of that. */
final class RunCounts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Set<Integer> codes = new TreeSet<>();

  /**
   * Counts them.
   *
   * @param files files that the inputs name
   * @param unchanged of these, those that are as an earlier run has taken them
   * @param missing expected inputs that are not there
   * @param written files that somebody wrote to all the time
   */
  RunCounts(List<Standing> standings, long files, long unchanged, long missing, long written) {
    counts.put("files", files);
    counts.put("unchanged", unchanged);
    for (String name :
        List.of("converted", "with_rejects", "duplicate", "empty", "failed", "rows", "rejected")) {
      counts.put(name, 0L);
    }
    standings.forEach(this::add);
    counts.merge("failed", -missing, Long::sum);
    counts.put("missing", missing);
    counts.put("written", written);
    if (written > 0) {
      codes.add(ErrorKind.INPUT_CHANGED.exitCode());
    }
  }

  private void add(Standing standing) {
    switch (standing.status()) {
      case "completed" -> counts.merge("converted", standing.jobs(), Long::sum);
      case "completed_with_rejects" -> {
        counts.merge("converted", standing.jobs(), Long::sum);
        counts.merge("with_rejects", standing.jobs(), Long::sum);
      }
      case "duplicate", "empty" -> counts.merge(standing.status(), standing.jobs(), Long::sum);
      default -> {
        counts.merge("failed", standing.jobs(), Long::sum);
        codes.add(code(standing));
      }
    }
    if (standing.status().startsWith("completed")) {
      counts.merge("rows", standing.rows(), Long::sum);
    }
    counts.merge("rejected", standing.rejected(), Long::sum);
  }

  private static int code(Standing standing) {
    return standing
        .errorKind()
        .map(kind -> ErrorKind.valueOf(kind.toUpperCase(Locale.ROOT)))
        .orElse(ErrorKind.CANCELLED)
        .exitCode();
  }

  /** 0; 9 with rejected rows; the code of the failures' kind; 15 where they differ. */
  int exitCode() {
    if (codes.isEmpty()) {
      return counts.get("with_rejects") == 0 ? 0 : ErrorKind.EXIT_COMPLETED_WITH_REJECTS;
    }
    return codes.size() == 1 ? codes.iterator().next() : ErrorKind.EXIT_SOME_FAILED;
  }

  String json() {
    try {
      return JSON.writeValueAsString(counts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always writable as JSON", e);
    }
  }
}
