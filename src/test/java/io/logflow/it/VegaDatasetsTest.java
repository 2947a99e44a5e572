package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tables of vega-datasets beside the types of fields that their data package declares. */
class VegaDatasetsTest extends ThemeBench {
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "integer", Set.of("BIGINT"),
          "number", Set.of("BIGINT", "DOUBLE", "DECIMAL"),
          "string", Set.of("VARCHAR"),
          "boolean", Set.of("BOOLEAN"),
          "date", Set.of("DATE"),
          "datetime", Set.of("TIMESTAMP", "TIMESTAMPTZ"));

  /**
   * Declared otherwise than the text has it: numbers in quotes, 10.0 for integers, a timestamp as
   * text; and dates with the month first, which strings of JSON leave text.
   */
  private static final Set<String> OTHERWISE =
      Set.of(
          "anscombe.json X",
          "github.csv time",
          "political-contributions.json Contributions_from_Other_Political_Committees",
          "political-contributions.json Coverage_End_Date",
          "political-contributions.json Other_Loans",
          "political-contributions.json Refunds_to_Committees",
          "political-contributions.json Transfers_from_Authorized_Committees",
          "wheat.json year");

  private final Set<String> wrong = new TreeSet<>();
  private int fields;

  @Test
  void field_types_are_97_percent_right() throws IOException {
    Path folder = Corpora.at("vega-datasets");
    JsonNode resources =
        new ObjectMapper()
            .readTree(Files.readString(folder.resolve("datapackage.json")))
            .path("resources");
    for (JsonNode resource : resources) {
      Path file = folder.resolve("data").resolve(resource.path("path").asText());
      boolean table = file.toString().matches(".*\\.(csv|tsv|json)");
      if (table && Files.exists(file) && resource.path("schema").has("fields")) {
        compare(file, resource.path("schema").path("fields"));
      }
    }
    assertThat(fields).isEqualTo(320);
    assertThat(wrong).isEqualTo(OTHERWISE);
    assertThat(1 - (double) wrong.size() / fields).isGreaterThanOrEqualTo(0.97);
  }

  private void compare(Path file, JsonNode declared) {
    Outcome outcome = convert("avro", Map.of(), file);
    Map<String, String> types = Readback.types(outcome.output());
    for (JsonNode field : declared) {
      String name = field.path("name").asText();
      String found = types.getOrDefault(name, "").replaceFirst("[( ].*", "");
      found = found.startsWith("TIMESTAMP") ? "TIMESTAMP" : found;
      fields++;
      if (!TYPES.get(field.path("type").asText()).contains(found)) {
        wrong.add(file.getFileName() + " " + name);
      }
    }
  }
}
