package io.logflow.flow.recover;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.flow.recover.Remains.Remain;
import io.logflow.flow.watch.Lane;
import io.logflow.job.JobStatus;
import io.logflow.publish.ErrorReports;
import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the reports beside failed inputs say of their jobs. */
final class FailedJobs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> REPORT = new TypeReference<>() {};
  private static final Pattern JOB_ID = Pattern.compile("[0-9a-z]{26}");

  private final InboxSettings inbox;
  private final List<String> problems;

  /** By the plain name of the report on them. */
  private final Map<Path, Remain> inputs = new HashMap<>();

  private final List<Map<String, Object>> rows = new ArrayList<>();

  private FailedJobs(InboxSettings inbox, List<String> problems) {
    this.inbox = inbox;
    this.problems = problems;
  }

  /** A report, and what it tells. */
  private record Report(Remain file, String jobId, Map<String, String> told) {}

  /** The rows of jobs that can be tried again; none where the input is gone or it is no report. */
  static List<Map<String, Object>> of(InboxSettings inbox, List<String> problems) {
    FailedJobs jobs = new FailedJobs(inbox, problems);
    List<Report> reports = new ArrayList<>();
    for (Remain file : Remains.below(inbox.failed(), "", problems)) {
      jobs.inputs.put(ErrorReports.plain(file.path()), file);
      if (ErrorReports.isNamedSo(file.path())) {
        jobs.read(file).ifPresent(reports::add);
      }
    }
    // First reports with a job's own name: what has the plain one beside it is another job's.
    List<Report> others = new ArrayList<>();
    for (Report report : reports) {
      if (!jobs.enter(ErrorReports.plainOf(report.file().path(), report.jobId()), report)) {
        others.add(report);
      }
    }
    others.forEach(report -> jobs.enter(report.file().path(), report));
    return jobs.rows;
  }

  private Optional<Report> read(Remain file) {
    try {
      Map<String, String> told = JSON.readValue(file.path().toFile(), REPORT);
      String id = told == null ? "" : String.valueOf(told.get("job_id"));
      return JOB_ID.matcher(id).matches()
          ? Optional.of(new Report(file, id, told))
          : Optional.empty();
    } catch (IOException e) {
      problems.add(file.path() + " is no report of LogFlow's: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Enters the input whose report has this plain name; false where there is none any more. */
  private boolean enter(Path plain, Report report) {
    Remain input = inputs.remove(plain);
    if (input == null) {
      return false;
    }
    rows.add(row(report, input));
    return true;
  }

  private Map<String, Object> row(Report report, Remain input) {
    // What the report says of it, somebody may have written who delivers files.
    Path source = inbox.path().resolve(inbox.failed().relativize(input.path()));
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", report.jobId());
    row.put("status", JobStatus.FAILED.label());
    row.put("input_path", source.toString());
    row.put("original_name", source.getFileName().toString());
    row.put("input_size", input.size());
    row.put("lane", Lane.of(input.size()).label());
    row.put("error", report.told().get("message"));
    row.put("error_kind", report.told().get("kind"));
    row.put("error_remedy", report.told().get("what_to_do"));
    row.put("archive_path", input.path().toString());
    row.put("door", inbox.door());
    row.put("ledger_output", inbox.output().toString());
    row.put("at", report.file().at());
    return row;
  }
}
