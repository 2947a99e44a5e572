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
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Data sets of R beside the types, counts and sums of copies that R's fread typed. Scored as the
 * publisher of the answers scores: classes of types, a whole number counting as a number. Three
 * habits of fread are put aside where that is said: an empty field of text is empty text to it, a
 * column without values is BOOLEAN, and dates and times are those of ISO 8601 with their seconds.
 */
class RdatasetsTest extends ThemeBench {
  /** Sums that are not those of the text: another edition, and 64-bit integers read as doubles. */
  private static final Map<String, String> SUMS_OF_THE_TEXT =
      Map.of(
          "csv/MASS/epil.csv y", "1950",
          "csv/fivethirtyeight/airline_safety.csv avail_seat_km_per_week", "77538793065");

  /** Dates of clinical visits, times of runs: dates and times in all their values. */
  private static final Set<String> DATES_THAT_FREAD_LEAVES_TEXT =
      Set.of(
          "csv/KMsurv/baboon.csv date",
          "csv/asaur/pancreatic.csv onstudy",
          "csv/asaur/pancreatic.csv death",
          "csv/openintro/nyc_marathon.csv time",
          "csv/pharmaverseadam/adsl.csv RFPENDTC",
          "csv/usdatasets/nyc_marathon_tbl_df.csv time");

  private static final Set<String> NUMBERS = Set.of("integer", "number");

  private final Map<String, String> faults = new TreeMap<>();
  private final Map<String, Integer> confusions = new TreeMap<>();
  private final Set<String> datesFromText = new TreeSet<>();
  private final Set<String> booleansFromText = new TreeSet<>();
  private int files;
  private int columns;
  private int rightTypes;
  private int rightFiles;
  private int rightButForHabits;

  @Test
  void types_are_99_percent_right_and_files_as_far_as_habits_of_fread_are_not_followed()
      throws IOException {
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
        .isGreaterThanOrEqualTo(0.99);
    assertThat(booleansFromText).isEmpty();
    assertThat(datesFromText).isEqualTo(DATES_THAT_FREAD_LEAVES_TEXT);
    assertThat((double) rightFiles / files).isGreaterThanOrEqualTo(0.91);
    assertThat((double) rightButForHabits / files)
        .as("%d and %d of %d files", rightFiles, rightButForHabits, files)
        .isGreaterThanOrEqualTo(0.98);
  }

  private void compare(Path file, JsonNode truth) {
    String csv = truth.path("csv").asText();
    Outcome outcome = convert("avro", Map.of(), file);
    if (outcome.rowsWritten() != truth.path("rows").asLong()) {
      faults.put(csv, outcome.rowsWritten() + " rows for " + truth.path("rows"));
    }
    Map<String, String> types = Readback.types(outcome.output());
    Map<String, BigDecimal> sums = Readback.sums(outcome.output());
    Map<String, Long> counts = Readback.counts(outcome.output());
    assertThat(types.keySet())
        .as(csv)
        .containsExactlyElementsOf(truth.path("columns").findValuesAsText("name"));
    boolean right = true;
    boolean habits = true;
    for (JsonNode column : truth.path("columns")) {
      String name = column.path("name").asText();
      String wanted = kind(column.path("type").asText());
      String found = kind(types.get(name));
      boolean type = noteType(csv + " " + name, wanted, found);
      boolean sum =
          !NUMBERS.contains(wanted)
              || column.path("sum").isNull()
              || noteSum(csv + " " + name, column.path("sum"), sums.get(name));
      boolean count = counts.get(name) == column.path("non_null").asLong();
      right &= type && sum && count;
      boolean emptyText =
          wanted.equals("text") && column.path("non_null").asLong() == outcome.rowsRead();
      boolean noValue = counts.get(name) == 0 && count;
      boolean date = DATES_THAT_FREAD_LEAVES_TEXT.contains(csv + " " + name);
      habits &= (type || noValue || date) && sum && (count || emptyText);
    }
    files++;
    rightFiles += right ? 1 : 0;
    rightButForHabits += habits ? 1 : 0;
  }

  private boolean noteType(String column, String wanted, String found) {
    columns++;
    if (found.equals(wanted) || (wanted.equals("number") && found.equals("integer"))) {
      rightTypes++;
      return true;
    }
    confusions.merge(wanted + " read as " + found, 1, Integer::sum);
    if (wanted.equals("text")) {
      (found.equals("BOOLEAN") ? booleansFromText : datesFromText).add(column);
    }
    return false;
  }

  private boolean noteSum(String column, JsonNode truth, BigDecimal found) {
    String text = SUMS_OF_THE_TEXT.getOrDefault(column, truth.asText());
    if (text.equals("NaN")) {
      return true;
    }
    BigDecimal sum = new BigDecimal(text);
    BigDecimal most = sum.abs().max(BigDecimal.ONE).movePointLeft(9);
    boolean right = found != null && found.subtract(sum).abs().compareTo(most) <= 0;
    if (!right) {
      faults.put(column, "sum " + found + " for " + sum);
    }
    return right;
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
