package io.logflow.flow.recover;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.flow.recover.Remains.Remain;
import io.logflow.flow.watch.Lane;
import io.logflow.job.JobStatus;
import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the report beside a failed input says of its job. */
final class FailedJobs {
  static final String ENDING = ".error.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> REPORT = new TypeReference<>() {};

  private static final Pattern JOB_ID = Pattern.compile("[0-9a-z]{26}");

  private FailedJobs() {}

  /** The row of a job that can be tried again; empty where the input is gone or it is no report. */
  static Optional<Map<String, Object>> of(
      Remain report, InboxSettings inbox, List<String> problems) {
    String name = report.path().getFileName().toString();
    Path input = report.path().resolveSibling(name.substring(0, name.length() - ENDING.length()));
    if (!Files.isRegularFile(input, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Map<String, String> told = JSON.readValue(report.path().toFile(), REPORT);
      String id = told == null ? "" : String.valueOf(told.get("job_id"));
      return JOB_ID.matcher(id).matches()
          ? Optional.of(row(report, input, inbox, told))
          : Optional.empty();
    } catch (IOException e) {
      problems.add(report.path() + " is no report of LogFlow's: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, Object> row(
      Remain report, Path input, InboxSettings inbox, Map<String, String> told) throws IOException {
    // What the report says of it, somebody may have written who delivers files.
    Path source = inbox.path().resolve(inbox.failed().relativize(input));
    long size = Files.size(input);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", told.get("job_id"));
    row.put("status", JobStatus.FAILED.label());
    row.put("input_path", source.toString());
    row.put("original_name", source.getFileName().toString());
    row.put("input_size", size);
    row.put("lane", Lane.of(size).label());
    row.put("error", told.get("message"));
    row.put("error_kind", told.get("kind"));
    row.put("error_remedy", told.get("what_to_do"));
    row.put("archive_path", input.toString());
    row.put("door", inbox.door());
    row.put("ledger_output", inbox.output().toString());
    row.put("at", report.at());
    return row;
  }
}
