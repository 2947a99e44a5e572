package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Polluted files beside clean ones, scored as their publisher scores. */
class PollockTest extends ThemeBench {
  private static final Map<String, Object> STRINGS =
      Map.of("conversion.max_rejects", "100%", "conversion.types", Map.of("*", "VARCHAR"));

  /** The clean file of one without a header has its first row where names of columns stand. */
  private static final String NO_HEADER = "file_no_header.csv";

  private Path folderOfFiles;

  @Test
  void strings_score_9_80_and_weighted_9_30() throws IOException {
    folderOfFiles = Corpora.at("pollock/polluted_files");
    JsonNode weights =
        new ObjectMapper().readTree(Corpora.at("pollock/pollock_weights.json").toFile());
    Map<String, Double> scores = new TreeMap<>();
    double weighted = 0;
    double weight = 0;
    for (Path file : Corpora.files(folderOfFiles.resolve("csv"), ".*\\.csv")) {
      String name = file.getFileName().toString();
      scores.put(name, score(file));
      weighted += scores.get(name) * weights.path(name).asDouble();
      weight += weights.path(name).asDouble();
    }
    double simple = scores.values().stream().mapToDouble(Double::doubleValue).sum() / 128;
    assertThat(scores).hasSize(128);
    assertThat(simple).as("simple, of %s", worst(scores)).isGreaterThanOrEqualTo(9.80);
    assertThat(weighted / weight).as("weighted").isGreaterThanOrEqualTo(9.30);
    assertThat(worst(scores).keySet())
        .containsExactlyInAnyOrder(
            "file_no_payload.csv",
            NO_HEADER,
            "file_field_delimiter_0x20.csv",
            "file_quotation_char_0x27.csv",
            // Files put behind each other repeat their header, too: their rows are rows.
            "file_multitable_same.csv");
  }

  /** Those that lose more than one bad row. */
  private static Map<String, Double> worst(Map<String, Double> scores) {
    Map<String, Double> worst = new TreeMap<>(scores);
    worst.values().removeIf(score -> score > 9.95);
    return worst;
  }

  private double score(Path file) throws IOException {
    String clean =
        Files.readString(folderOfFiles.resolve("clean").resolve(file.getFileName()), UTF_8);
    return PollockScore.of(CleanRows.of(clean), found(file));
  }

  private List<List<String>> found(Path file) {
    Outcome outcome;
    try {
      outcome = convert("arrow", STRINGS, file);
    } catch (LogFlowException refused) {
      return null;
    }
    List<List<String>> rows = new ArrayList<>();
    Map<String, List<String>> columns = Readback.columns(outcome.output());
    rows.add(List.copyOf(columns.keySet()));
    for (int row = 0; row < outcome.rowsWritten(); row++) {
      List<String> cells = new ArrayList<>();
      for (List<String> column : columns.values()) {
        cells.add(column.get(row) == null ? "" : column.get(row));
      }
      rows.add(cells);
    }
    return rows;
  }

  /** Reads the clean files, in which every cell is quoted and every quote within is doubled. */
  private static final class CleanRows {
    private CleanRows() {}

    static List<List<String>> of(String text) {
      List<List<String>> rows = new ArrayList<>();
      List<String> row = new ArrayList<>();
      int at = 0;
      while (at < text.length()) {
        int end = text.indexOf('"', at + 1);
        while (text.startsWith("\"\"", end)) {
          end = text.indexOf('"', end + 2);
        }
        row.add(text.substring(at + 1, end).replace("\"\"", "\""));
        if (text.charAt(end + 1) == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
        at = end + 2;
      }
      return rows;
    }
  }
}
