package io.logflow.scan;

import java.util.List;
import java.util.Optional;

/**
 * Chooses the type of JSON strings: text, unless every one is an ISO date or time, where slashes
 * may stand in place of the hyphens.
 */
final class JsonTexts {
  private final ColumnValues values;
  private final TemporalChooser temporals;

  JsonTexts(JsonNode node, List<String> inputNames) {
    this.values = node.scan().values();
    this.temporals = new TemporalChooser(node.settings(), values, inputNames, false);
  }

  Choice choose() {
    return temporals.given().or(this::iso).orElseGet(this::text);
  }

  private Optional<Choice> iso() {
    boolean all =
        values.temporals.readings().stream()
            .allMatch(reading -> TemporalForms.isoOrder(reading.pattern()));
    return all ? temporals.choose() : Optional.empty();
  }

  private Choice text() {
    return Choices.text(values, "Its strings are not all ISO dates or times of one format.");
  }
}
