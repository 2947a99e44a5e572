package io.logflow.flow.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.flow.audit.Books.ContentKey;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that readers of an output folder find, or a folder of parts that is one output.
 *
 * @param rows rows in all its row groups
 * @param parts what its footer says of each input; none where LogFlow did not write it
 * @param problem why it cannot be read, where it cannot
 */
record OutputFile(Path path, long rows, List<Part> parts, Optional<String> problem) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Map<String, String>>> ENTRIES = new TypeReference<>() {};

  /** What the footer says of one input. */
  record Part(String jobId, ContentKey key, long read, long rejected, long skipped) {
    static Part of(Map<String, String> entry) {
      ContentKey key =
          new ContentKey(
              entry.getOrDefault("logflow.door", ""),
              entry.getOrDefault("logflow.output", ""),
              entry.getOrDefault("logflow.input_sha256", ""),
              entry.getOrDefault("logflow.config_hash", ""));
      return new Part(
          entry.getOrDefault(FooterMetadata.JOB_ID, ""),
          key,
          number(entry, FooterMetadata.ROWS_READ),
          number(entry, FooterMetadata.ROWS_REJECTED),
          number(entry, FooterMetadata.ROWS_SKIPPED));
    }

    private static long number(Map<String, String> entry, String key) {
      return Long.parseLong(entry.getOrDefault(key, "0"));
    }

    long written() {
      return read - rejected - skipped;
    }
  }

  /** Reads a file's footer and, where asked, every value in it. */
  static OutputFile read(Path path, boolean full) {
    try {
      Footer footer = Outputs.footer(path);
      List<Part> parts = parts(footer.metadata());
      Optional<String> problem = strangers(path);
      if (full && problem.isEmpty()) {
        problem = Contents.problem(path, footer.rows());
      }
      return new OutputFile(path, footer.rows(), parts, problem);
    } catch (LogFlowException | NumberFormatException | JsonProcessingException e) {
      return new OutputFile(path, 0, List.of(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** What readers of a folder take for data and its manifest does not name. */
  private static Optional<String> strangers(Path output) {
    if (!Outputs.isFolder(output)) {
      return Optional.empty();
    }
    try {
      return Outputs.stranger(output)
          .map(file -> "Its manifest does not name " + output.relativize(file) + ".");
    } catch (IOException e) {
      return Optional.of("It cannot be looked into: " + e.getMessage() + ".");
    }
  }

  private static List<Part> parts(Map<String, String> metadata) throws JsonProcessingException {
    if (metadata.containsKey(FooterMetadata.JOBS)) {
      return JSON.readValue(metadata.get(FooterMetadata.JOBS), ENTRIES).stream()
          .map(Part::of)
          .toList();
    }
    return metadata.containsKey(FooterMetadata.JOB_ID) ? List.of(Part.of(metadata)) : List.of();
  }

  boolean isReadable() {
    return problem.isEmpty();
  }

  boolean holds(String jobId) {
    return parts.stream().anyMatch(part -> part.jobId().equals(jobId));
  }
}
