package io.logflow.parquet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.TypeKind;
import io.logflow.job.Widening;
import io.logflow.job.Widening.How;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the footer of a compacted file says of the outputs that it was made of. What each job had
 * counted is kept as it stood in its own output, because the history knows the hash of that text.
 */
public final class CompactedParts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

  private CompactedParts() {}

  /**
   * An output that is a part of the file.
   *
   * @param file the name that it had in the folder
   * @param rows its rows
   * @param jobs the jobs whose rows they are
   * @param columnHashes its {@code logflow.column_hashes}; empty where it had none
   * @param formats its {@code logflow.formats}; empty where it had none
   * @param widened what its columns hold, as {@code columnHashes}, since they were written with
   *     wider types or more columns; empty where they were not
   */
  public record Part(
      String file,
      long rows,
      List<String> jobs,
      String columnHashes,
      String formats,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String widened) {
    public Part {
      Objects.requireNonNull(file, "file is null");
      jobs = List.copyOf(jobs);
      Objects.requireNonNull(columnHashes, "columnHashes is null");
      Objects.requireNonNull(formats, "formats is null");
      widened = Objects.requireNonNullElse(widened, "");
    }

    /** What its columns hold, as text. */
    public String held() {
      return widened.isEmpty() ? columnHashes : widened;
    }

    /** The same, written with other columns. */
    public Part with(Widening widening, int columnsBefore) {
      List<Optional<ChunkCount>> before =
          ColumnProof.parse(held())
              .filter(counts -> counts.size() == columnsBefore)
              .orElseGet(() -> Collections.nCopies(columnsBefore, Optional.empty()));
      String now =
          ColumnProof.text(
              widening.steps().stream().map(step -> count(step, before, rows)).toList());
      return new Part(file, rows, jobs, columnHashes, formats, now);
    }

    /** Numbers count by value in every type; dates and times do not. */
    private static Optional<ChunkCount> count(
        Widening.Step step, List<Optional<ChunkCount>> before, long rows) {
      if (step.isNull()) {
        return Optional.of(new ChunkCount(0, rows, 0));
      }
      return before
          .get(step.index())
          .filter(any -> step.how() == How.SAME || step.from().get().kind() != TypeKind.DATE);
    }
  }

  /** The parts of a file, in the order of its rows; none where it was not compacted. */
  public static List<Part> of(Map<String, String> metadata) {
    try {
      List<Part> parts =
          JSON.readValue(metadata.getOrDefault(FooterMetadata.COMPACTED, "[]"), PARTS);
      return parts == null ? List.of() : List.copyOf(parts);
    } catch (JsonProcessingException | NullPointerException notOurs) {
      return List.of();
    }
  }

  /** The part that holds the rows of a job; empty where the file was not compacted. */
  public static Optional<Part> of(Map<String, String> metadata, String jobId) {
    return of(metadata).stream().filter(part -> part.jobs().contains(jobId)).findFirst();
  }

  /** The parts of an output that is to become a part: itself, or those that it has already. */
  public static List<Part> of(String file, Footer footer) {
    List<Part> known = of(footer.metadata());
    if (!known.isEmpty()) {
      return known;
    }
    List<String> jobs =
        FooterMetadata.entries(footer.metadata()).stream()
            .map(entry -> entry.getOrDefault(FooterMetadata.JOB_ID, ""))
            .toList();
    return List.of(
        new Part(
            file,
            footer.rows(),
            jobs,
            footer.metadata().getOrDefault(FooterMetadata.COLUMN_HASHES, ""),
            footer.metadata().getOrDefault(FooterMetadata.FORMATS, ""),
            ""));
  }

  /**
   * The metadata of a file that has the rows of all these.
   *
   * @param parts what they consist of
   * @param footers their own, in the order of rows
   * @param columnHashes what all of them hold
   */
  public static Map<String, String> metadata(
      List<Part> parts, List<Footer> footers, String columnHashes) {
    List<Map<String, String>> entries = new ArrayList<>();
    for (Footer footer : footers) {
      FooterMetadata.entries(footer.metadata()).forEach(entry -> entries.add(ofInput(entry)));
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put(FooterMetadata.COLUMN_HASHES, columnHashes);
    List<String> formats = parts.stream().map(Part::formats).distinct().toList();
    if (formats.size() == 1 && !formats.get(0).isEmpty()) {
      all.put(FooterMetadata.FORMATS, formats.get(0));
    }
    all.put(FooterMetadata.JOBS, json(entries));
    for (String sum :
        List.of(
            FooterMetadata.ROWS_READ, FooterMetadata.ROWS_REJECTED, FooterMetadata.ROWS_SKIPPED)) {
      all.put(sum, Long.toString(sum(footers, sum)));
    }
    all.put(FooterMetadata.COMPACTED, json(parts));
    return all;
  }

  /**
   * The metadata of a part of an output that has the rows of several of its parts.
   *
   * @param first that of one of them
   * @param path where it is in the output
   */
  public static Map<String, String> ofPart(
      Map<String, String> first, String path, String columnHashes) {
    Map<String, String> all = new LinkedHashMap<>();
    first.forEach(
        (key, value) -> {
          if (key.startsWith(FooterMetadata.PREFIX)) {
            all.put(key, value);
          }
        });
    all.put(FooterMetadata.PART, path);
    all.put(FooterMetadata.COLUMN_HASHES, columnHashes);
    return all;
  }

  private static long sum(List<Footer> footers, String key) {
    return footers.stream()
        .mapToLong(footer -> Long.parseLong(footer.metadata().getOrDefault(key, "0")))
        .sum();
  }

  /** What is told of an input, without what the footer of its own file told of that file. */
  private static Map<String, String> ofInput(Map<String, String> entry) {
    Map<String, String> keys = new LinkedHashMap<>();
    entry.forEach(
        (key, value) -> {
          if (key.startsWith(FooterMetadata.PREFIX) && !FooterMetadata.OF_FILES.contains(key)) {
            keys.put(key, value);
          }
        });
    return keys;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }
}
