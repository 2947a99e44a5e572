package io.logflow.scan;

import io.logflow.format.FieldNames;
import io.logflow.job.Contract;
import java.util.ArrayList;
import java.util.List;

/** Names the fields of JSON objects, and keeps what a person should know of that. */
final class JsonNames {
  private final List<String> inputNames;
  private final List<String> warnings = new ArrayList<>();
  private boolean keys = true;

  /**
   * @param inputNames names of all inputs, for sentences
   */
  JsonNames(List<String> inputNames) {
    this.inputNames = inputNames;
  }

  /** The contract's names for fields, no two equal but for case; changes are reported. */
  List<String> of(List<JsonNode> fields, Contract contract) {
    List<String> keys = fields.stream().map(node -> node.path().key()).toList();
    List<String> names = ContractNames.of(keys, FieldNames.of(keys), contract);
    for (int index = 0; index < fields.size(); index++) {
      report(fields.get(index), names.get(index));
    }
    return names;
  }

  private void report(JsonNode node, String name) {
    keys &= node.duplicate() == null && name.equals(node.path().key());
    String key = "Key '" + node.path().shown() + "'";
    if (node.duplicate() != null) {
      String line = "line " + node.duplicate().line();
      String file = inputNames.size() > 1 ? " of " + inputNames.get(node.duplicate().input()) : "";
      warnings.add(
          key
              + " comes more than once in "
              + node.seen()
              + (node.seen() == 1 ? " object" : " objects")
              + ", first in "
              + line
              + file
              + "; value number "
              + node.path().occurrence()
              + " is in '"
              + name
              + "'.");
    } else if (!name.equals(node.path().key())) {
      warnings.add(
          key
              + (node.path().key().isEmpty() ? " has no name" : " equals another but for case")
              + "; it is '"
              + name
              + "'.");
    }
  }

  void warn(String sentence) {
    warnings.add(sentence);
  }

  /** What a person should know of names, one sentence each, so far. */
  List<String> warnings() {
    return warnings;
  }

  /** Whether every name stands as its key does, so far. */
  boolean areKeys() {
    return keys;
  }
}
