package io.logflow.flow.watch;

import io.logflow.job.ErrorKind;
import io.logflow.job.JobStatus;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.publish.DatasetFolder;
import io.logflow.publish.FileContent;
import io.logflow.publish.Publisher;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The output of a job whose process died between publishing it and recording that: what its footer
 * says is enough to finish the record.
 */
public final class FoundOutput {
  private FoundOutput() {}

  /**
   * The row of a finished job; empty where its output is not there.
   *
   * @throws LogFlowException where nobody can tell: it is there and may not be read now
   */
  public static Optional<Map<String, Object>> of(StoredJob job) {
    return at(job, recorded(job));
  }

  /**
   * Parts of a dataset may have been written anew since, and its manifest must tell of this one.
   */
  private static Optional<Path> recorded(StoredJob job) {
    Optional<Path> path = job.text("output_path").map(Path::of);
    try {
      return path.isEmpty() ? path : DatasetFolder.found(path.get(), job.id()).or(() -> path);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The dataset of " + path.get() + " cannot be looked at: " + e.getMessage() + ".",
          "Check its folder and disk; until then its job waits.",
          e);
    }
  }

  /** As {@link #of(StoredJob)}, where no name is on record under this one. */
  static Optional<Map<String, Object>> of(StoredJob job, Path otherwise) {
    return at(job, recorded(job).or(() -> Optional.of(otherwise)));
  }

  private static Optional<Map<String, Object>> at(StoredJob job, Optional<Path> name) {
    Optional<Path> path = name.filter(FoundOutput::isThere);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      Footer footer = Outputs.footer(path.get());
      return entry(footer.metadata(), job.id()).map(entry -> row(job, path.get(), footer, entry));
    } catch (LogFlowException e) {
      if (isOther(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isThere(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .isRegularFile()
          || Outputs.isFolder(path);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The output " + path + " cannot be looked at: " + e.getMessage() + ".",
          "Check its folder and disk; until then its job waits.",
          e);
    }
  }

  /** Whether what lies there was read, and is no output of ours. */
  private static boolean isOther(LogFlowException failure) {
    return failure.kind() == ErrorKind.UNSUPPORTED_FORMAT
        || (failure.kind() == ErrorKind.VERIFICATION
            && !(failure.getCause() instanceof IOException));
  }

  /**
   * Ids of the jobs whose inputs are in an output of several.
   *
   * @throws LogFlowException where it cannot be read
   */
  static List<String> jobs(Path output) {
    return FooterMetadata.entries(Outputs.footer(output).metadata()).stream()
        .map(entry -> entry.getOrDefault(FooterMetadata.JOB_ID, ""))
        .toList();
  }

  private static Optional<Map<String, String>> entry(Map<String, String> metadata, String id) {
    return FooterMetadata.entries(metadata).stream()
        .filter(entry -> id.equals(entry.get(FooterMetadata.JOB_ID)))
        .findFirst();
  }

  private static Map<String, Object> row(
      StoredJob job, Path path, Footer footer, Map<String, String> entry) {
    long read = number(entry, FooterMetadata.ROWS_READ);
    long rejected = number(entry, FooterMetadata.ROWS_REJECTED);
    long skipped = number(entry, FooterMetadata.ROWS_SKIPPED);
    long inputSize = inputSize(job, entry);
    long bytes = outputSize(path);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", job.id());
    row.put("owner", job.text("owner").orElse(""));
    row.put(
        "status", (rejected > 0 ? JobStatus.COMPLETED_WITH_REJECTS : JobStatus.COMPLETED).label());
    row.put("input_format", job.text("input_format").orElse(null));
    row.put("input_size", inputSize);
    row.put("output_path", path.toString());
    row.put("output_size", bytes);
    row.put("row_count", read - rejected - skipped);
    row.put("column_count", footer.schema().size());
    row.put("compression_ratio", (double) inputSize / Math.max(1, bytes));
    row.put("job_rows", footer.rows());
    row.put("job_bytes", inputSize);
    row.put("engine", job.text("engine").orElse(null));
    row.put("engine_reason", "recorded after the process that made it had ended");
    row.put("input_sha256", entry.get(FooterMetadata.INPUT_SHA256));
    row.put("rejected_rows", rejected);
    row.put("skipped_rows", skipped);
    row.put(
        "rejects_path",
        Publisher.rejectsOf(path, rejected, footer).map(Path::toString).orElse(null));
    row.put("metrics", Map.of());
    return row;
  }

  /** Bytes that were read: an input may have grown between its claim and its conversion. */
  private static long inputSize(StoredJob job, Map<String, String> entry) {
    long claimed = job.number("input_size").orElse(0L);
    Optional<String> sha256 = Optional.ofNullable(entry.get(FooterMetadata.INPUT_SHA256));
    return job.text("work_path")
        .map(Path::of)
        .filter(work -> size(work) != claimed)
        .filter(new FileContent(claimed, sha256)::hasHashOf)
        .map(FoundOutput::size)
        .orElse(claimed);
  }

  private static long number(Map<String, String> entry, String key) {
    return Long.parseLong(entry.getOrDefault(key, "0"));
  }

  private static long outputSize(Path path) {
    try {
      return Outputs.bytes(path);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      return 0;
    }
  }
}
