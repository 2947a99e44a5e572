package io.logflow.flow.recover;

import io.logflow.flow.recover.Remains.Remain;
import io.logflow.job.JobStatus;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.CompactedParts;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.publish.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the footer of an output says of the jobs whose rows it holds. */
final class PublishedJobs {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
  private static final Pattern ANY = Pattern.compile("(?s).+");

  /** What LogFlow has written of each job since it has watched folders. */
  private static final Map<String, Pattern> FORMS =
      Map.of(
          FooterMetadata.JOB_ID, Pattern.compile("[0-9a-z]{26}"),
          FooterMetadata.DOOR, ANY,
          FooterMetadata.OUTPUT, ANY,
          FooterMetadata.SOURCE_NAME, Pattern.compile("(?s)[^/\\x00]+"),
          FooterMetadata.INPUT_SHA256, HASH,
          FooterMetadata.CONFIG_HASH, HASH,
          FooterMetadata.ROWS_READ, COUNT,
          FooterMetadata.ROWS_REJECTED, COUNT,
          FooterMetadata.ROWS_SKIPPED, COUNT);

  private PublishedJobs() {}

  /** A row for each job; none for a Parquet file that is not LogFlow's. */
  static List<Map<String, Object>> of(Remain output, List<String> problems) {
    try {
      Footer footer = Outputs.footer(output.path());
      if (footer.metadata().containsKey(FooterMetadata.PART)) {
        problems.add(output.path() + " is a part of an output that is not there as a whole.");
        return List.of();
      }
      long bytes = Outputs.bytes(output.path());
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Map<String, String> entry : FooterMetadata.entries(footer.metadata())) {
        if (isSound(entry)) {
          rows.add(row(output, bytes, footer, entry));
        } else {
          problems.add(output.path() + " has a footer that LogFlow did not write: " + entry + ".");
        }
      }
      return rows;
    } catch (LogFlowException | IOException e) {
      problems.add(output.path() + " cannot be read: " + e.getMessage());
      return List.of();
    }
  }

  private static boolean isSound(Map<String, String> entry) {
    return FORMS.entrySet().stream()
        .allMatch(
            form -> form.getValue().matcher(String.valueOf(entry.get(form.getKey()))).matches());
  }

  private static Map<String, Object> row(
      Remain output, long bytes, Footer footer, Map<String, String> entry) {
    long rejected = number(entry, FooterMetadata.ROWS_REJECTED);
    long skipped = number(entry, FooterMetadata.ROWS_SKIPPED);
    JobStatus status = rejected > 0 ? JobStatus.COMPLETED_WITH_REJECTS : JobStatus.COMPLETED;
    String name = entry.get(FooterMetadata.SOURCE_NAME);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", entry.get(FooterMetadata.JOB_ID));
    row.put("status", status.label());
    row.put("input_path", name);
    row.put("original_name", name);
    Optional<CompactedParts.Part> part =
        CompactedParts.of(footer.metadata(), entry.get(FooterMetadata.JOB_ID));
    Path published =
        part.map(was -> output.path().resolveSibling(was.file())).orElse(output.path());
    row.put("output_path", published.toString());
    row.put("compacted_into", part.map(any -> output.path().toString()).orElse(null));
    row.put("output_size", bytes);
    row.put("row_count", number(entry, FooterMetadata.ROWS_READ) - rejected - skipped);
    row.put("column_count", footer.schema().size());
    row.put("door", entry.get(FooterMetadata.DOOR));
    row.put("ledger_output", entry.get(FooterMetadata.OUTPUT));
    row.put("input_sha256", entry.get(FooterMetadata.INPUT_SHA256));
    row.put("config_hash", entry.get(FooterMetadata.CONFIG_HASH));
    row.put("version", entry.get(FooterMetadata.VERSION));
    row.put("rejected_rows", rejected);
    row.put("skipped_rows", skipped);
    row.put(
        "rejects_path",
        Publisher.rejectsOf(published, rejected, footer).map(Path::toString).orElse(null));
    row.put("at", output.at());
    return row;
  }

  private static long number(Map<String, String> entry, String key) {
    return Long.parseLong(entry.get(key));
  }
}
