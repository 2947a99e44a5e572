package io.logflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every route file is valid by Camel's own schema and keeps our rules of notation. */
class RouteSchemaTest {
  private static final String GOOD =
      """
      # One route, as we write them.
      - route:
          id: choose-engine
          description: Sends a job to the engine that suits it
          group: convert
          from:
            uri: direct:choose-engine
            steps:
              - bean:
                  ref: engines
                  method: choose
      """;

  private static JsonSchema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    try (InputStream stream =
        RouteSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      schema = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(stream);
    }
  }

  @TestFactory
  List<DynamicTest> every_route_file_is_valid_and_keeps_the_rules() {
    return RouteFiles.all().stream()
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> checkFile(file)))
        .toList();
  }

  @Test
  void ids_are_unique_over_all_files() {
    Set<String> seen = new HashSet<>();
    for (Path file : RouteFiles.all()) {
      for (JsonNode item : RouteFiles.tree(file)) {
        for (String id :
            List.of(
                item.path("route").path("id").asText(),
                item.path("templatedRoute").path("routeId").asText())) {
          assertThat(id.isEmpty() || seen.add(id)).as("%s in %s is new", id, file).isTrue();
        }
      }
    }
  }

  @Test
  void a_good_route_passes() {
    assertThat(messages(GOOD)).isEmpty();
    assertThat(faults(GOOD)).isEmpty();
  }

  @Test
  void an_unknown_key_fails_the_schema() {
    assertThat(messages(GOOD.replace("method: choose", "methud: choose"))).isNotEmpty();
  }

  @Test
  void each_rule_is_noticed() {
    assertThat(faults(GOOD.replace("choose-engine", "chooseEngine")))
        .anyMatch(fault -> fault.contains("kebab-case"));
    assertThat(faults(GOOD.replace("direct:choose-engine", "direct:other")))
        .anyMatch(fault -> fault.contains("starts at"));
    assertThat(faults(GOOD.replaceAll(".*group:.*\n", "")))
        .anyMatch(fault -> fault.contains("group"));
    assertThat(faults(GOOD.replaceAll(".*description:.*\n", "")))
        .anyMatch(fault -> fault.contains("description"));
    assertThat(faults(GOOD + "        - to: direct:x\n".repeat(8)))
        .anyMatch(fault -> fault.contains("9 steps"))
        .anyMatch(fault -> fault.contains("as a string"));
    assertThat(faults(GOOD + "# more\n".repeat(60))).anyMatch(fault -> fault.contains("lines"));
    assertThat(faults("# A bare start.\n- from:\n    uri: direct:a\n"))
        .anyMatch(fault -> fault.contains("from at the top"));
  }

  private static void checkFile(Path file) {
    assertThat(messages(RouteFiles.text(file))).as("by Camel's schema, %s", file).isEmpty();
    assertThat(faults(RouteFiles.text(file))).as("by our rules, %s", file).isEmpty();
  }

  private static Set<ValidationMessage> messages(String text) {
    return schema.validate(RouteFiles.tree("route", text));
  }

  private static List<String> faults(String text) {
    return RouteRules.faults(text, RouteFiles.tree("route", text));
  }
}
