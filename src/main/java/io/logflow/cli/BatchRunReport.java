package io.logflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.store.BatchRuns.Run;
import io.logflow.store.StoredJob;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what a run of a schedule came to. */
final class BatchRunReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  private BatchRunReport() {}

  /** The facts of a run, by name. */
  static Map<String, Object> facts(Run run) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run", run.id());
    facts.put("schedule", run.schedule());
    facts.put("date", run.date().toString());
    facts.put("reason", run.reason());
    facts.put("asked_by", run.askedBy().orElse(null));
    facts.put("state", run.state());
    facts.put("started_at", run.startedAt().map(Instant::toString).orElse(null));
    facts.put("ended_at", run.endedAt().map(Instant::toString).orElse(null));
    facts.put("exit_code", run.exitCode().orElse(null));
    facts.put("counts", counts(run));
    return facts;
  }

  /** Two lines for each job that came to nothing. */
  static void failures(List<StoredJob> jobs, PrintWriter err) {
    for (StoredJob job : jobs) {
      err.println(
          "error: "
              + Printable.text(job.text("error").orElse("Job " + job.id() + " was cancelled.")));
      job.text("error_remedy")
          .filter(remedy -> !remedy.isEmpty())
          .ifPresent(remedy -> err.println("  " + Printable.text(remedy)));
    }
    err.flush();
  }

  /** One line for the whole run. */
  static String summary(Run run) {
    if (run.state().equals("interrupted")) {
      return run.schedule() + " was stopped; its next run goes on with what is left.";
    }
    Map<String, Long> counts = counts(run);
    List<String> parts = new ArrayList<>();
    parts.add(
        counts.get("converted")
            + " converted"
            + (counts.get("with_rejects") == 0
                ? ""
                : " (" + counts.get("with_rejects") + " with rejected rows)"));
    add(parts, counts, "unchanged", "unchanged");
    add(parts, counts, "duplicate", "of the same content as an earlier one");
    add(parts, counts, "empty", "empty");
    add(parts, counts, "failed", "failed");
    add(parts, counts, "missing", "missing");
    add(parts, counts, "written", "still being written");
    Duration time = Duration.between(run.startedAt().orElseThrow(), run.endedAt().orElseThrow());
    return "%s for %s: %s: %s; %s, %s"
        .formatted(
            run.schedule(),
            run.date().toLocalDate(),
            Figures.counted(counts.get("files"), "file"),
            String.join(", ", parts),
            Figures.counted(counts.get("rows"), "row"),
            Figures.duration(time.toMillis()));
  }

  private static void add(List<String> parts, Map<String, Long> counts, String name, String words) {
    if (counts.get(name) > 0) {
      parts.add(counts.get(name) + " " + words);
    }
  }

  private static Map<String, Long> counts(Run run) {
    try {
      return JSON.readValue(run.counts().orElse("{}"), COUNTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state database lets no broken JSON in", e);
    }
  }
}
