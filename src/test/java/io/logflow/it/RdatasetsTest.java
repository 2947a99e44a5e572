package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Data sets of R beside the types, counts and sums of copies that R's fread typed. Scored as the
 * publisher of the answers scores: classes of types, a whole number counting as a number.
 */
class RdatasetsTest extends ThemeBench {
  /** Sums that are not those of the text: another edition, and 64-bit integers read as doubles. */
  private static final Map<String, String> SUMS_OF_THE_TEXT =
      Map.of(
          "csv/MASS/epil.csv y", "1950",
          "csv/fivethirtyeight/airline_safety.csv avail_seat_km_per_week", "77538793065");

  private static final Set<String> NUMBERS = Set.of("integer", "number");

  private final Map<String, String> faults = new TreeMap<>();
  private final Map<String, Integer> confusions = new TreeMap<>();
  private int columns;
  private int rightTypes;

  @Test
  void types_are_98_5_percent_right_and_counts_and_sums_all() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path folder = Corpora.at("rdatasets");
    for (String line : Files.readAllLines(Corpora.at("truth/rdatasets_truth.jsonl"))) {
      JsonNode truth = json.readTree(line);
      compare(folder.resolve(truth.path("csv").asText()), truth);
    }
    assertThat(faults).isEmpty();
    assertThat(columns).isEqualTo(1959);
    assertThat((double) rightTypes / columns)
        .as("%d of %d types, confusions %s", rightTypes, columns, confusions)
        .isGreaterThanOrEqualTo(0.985);
  }

  private void compare(Path file, JsonNode truth) {
    String csv = truth.path("csv").asText();
    Outcome outcome = convert("avro", Map.of(), file);
    if (outcome.rowsWritten() != truth.path("rows").asLong()) {
      faults.put(csv, outcome.rowsWritten() + " rows for " + truth.path("rows"));
    }
    Map<String, String> types = Readback.types(outcome.output());
    Map<String, BigDecimal> sums = Readback.sums(outcome.output());
    assertThat(types.keySet())
        .as(csv)
        .containsExactlyElementsOf(truth.path("columns").findValuesAsText("name"));
    for (JsonNode column : truth.path("columns")) {
      String name = column.path("name").asText();
      String wanted = kind(column.path("type").asText());
      noteType(wanted, kind(types.get(name)));
      if (NUMBERS.contains(wanted) && !column.path("sum").isNull()) {
        noteSum(csv + " " + name, column.path("sum"), sums.get(name));
      }
    }
  }

  private void noteType(String wanted, String found) {
    columns++;
    if (found.equals(wanted) || (wanted.equals("number") && found.equals("integer"))) {
      rightTypes++;
    } else {
      confusions.merge(wanted + " read as " + found, 1, Integer::sum);
    }
  }

  private void noteSum(String column, JsonNode truth, BigDecimal found) {
    String text = SUMS_OF_THE_TEXT.getOrDefault(column, truth.asText());
    if (text.equals("NaN")) {
      return;
    }
    BigDecimal sum = new BigDecimal(text);
    BigDecimal most = sum.abs().max(BigDecimal.ONE).movePointLeft(9);
    if (found == null || found.subtract(sum).abs().compareTo(most) > 0) {
      faults.put(column, "sum " + found + " for " + sum);
    }
  }

  /** The class of a DuckDB type. */
  private static String kind(String type) {
    String name = type.toUpperCase(Locale.ROOT).replaceFirst("[( ].*", "");
    return switch (name) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> "integer";
      case "FLOAT", "DOUBLE", "DECIMAL" -> "number";
      case "VARCHAR", "ENUM", "BLOB" -> "text";
      default -> name.startsWith("TIMESTAMP") ? "timestamp" : name;
    };
  }
}
