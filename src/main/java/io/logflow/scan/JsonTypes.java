package io.logflow.scan;

import io.logflow.format.FieldNames;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.JsonField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the types of a tree of nodes: the part on JSON of docs/guide/types.md. */
final class JsonTypes {
  private final List<String> inputNames;
  private final List<String> warnings = new ArrayList<>();
  private boolean namesAreKeys = true;

  /**
   * @param inputNames names of all inputs, for sentences
   */
  JsonTypes(List<String> inputNames) {
    this.inputNames = inputNames;
  }

  /** What a person should know of names, one sentence each, so far. */
  List<String> warnings() {
    return warnings;
  }

  JsonChoice choose(JsonNode node) {
    Optional<ColumnType> forced = node.settings().forced();
    if (forced.isPresent()) {
      return flat(node, new ForcedChooser(node.scan(), inputNames).choose(forced.get()));
    }
    List<JsonKind> kinds = node.kinds();
    if (kinds.size() > 1) {
      return verbatim(node, mixed(node, kinds));
    }
    if (kinds.isEmpty()) {
      return flat(node, Choices.text(node.scan().values(), "It has no value at all."));
    }
    return switch (kinds.get(0)) {
      case BOOLEAN ->
          flat(node, Choices.bool(node.scan().values().booleans, "Every value is true or false."));
      case NUMBER ->
          new JsonNumbers(node, inputNames)
              .choose()
              .map(choice -> flat(node, choice))
              .orElseGet(() -> verbatim(node, JsonNumbers.whyNot(node, inputNames)));
      case STRING -> texts(node);
      case OBJECT -> object(node);
      case ARRAY -> array(node);
    };
  }

  private JsonChoice texts(JsonNode node) {
    JsonChoice found = flat(node, new JsonTexts(node, inputNames).choose());
    boolean left =
        found.choice().type().equals(ColumnType.VARCHAR) && node.scan().values().text.deferred();
    return new JsonChoice(found.choice(), found.field(), !left);
  }

  private String mixed(JsonNode node, List<JsonKind> kinds) {
    Sample last = null;
    JsonKind odd = null;
    for (JsonKind kind : kinds) {
      Sample first = node.first(kind);
      if (last == null || !Sample.last(last, first).equals(last)) {
        last = first;
        odd = kind;
      }
    }
    return last.where(inputNames)
        + " is "
        + odd.words()
        + ", which values before it are not; all are kept as JSON text.";
  }

  private static JsonChoice flat(JsonNode node, Choice choice) {
    boolean temporal = !choice.format().isEmpty();
    Optional<String> format = Optional.of(choice.format()).filter(pattern -> temporal);
    return new JsonChoice(choice, field(node, format, false, List.of()), true);
  }

  private static JsonField field(
      JsonNode node, Optional<String> format, boolean verbatim, List<JsonField> children) {
    JsonPath path = node.path();
    return new JsonField(path.key(), path.occurrence(), format, verbatim, children);
  }

  private static JsonChoice verbatim(JsonNode node, String why) {
    return new JsonChoice(
        uncounted(ColumnType.VARCHAR, why, List.of()),
        field(node, Optional.empty(), true, List.of()),
        false);
  }

  private static Choice uncounted(ColumnType type, String why, List<String> sentences) {
    return new Choice(type, "", why, "", "", -1, 0, Optional.empty(), sentences);
  }

  private JsonChoice object(JsonNode node) {
    if (node.crowded()) {
      warnings.add(
          "Objects under '"
              + node.path().shown()
              + "' have more than "
              + JsonPath.MOST_KEYS
              + " keys, which are data rather than names; they are kept as JSON text.");
      return verbatim(node, "Its objects have more than " + JsonPath.MOST_KEYS + " keys.");
    }
    List<JsonNode> fields = node.fields();
    if (fields.isEmpty()) {
      return verbatim(node, "Its objects have no keys; they are kept as JSON text.");
    }
    List<Column> columns = new ArrayList<>();
    List<JsonField> children = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    List<String> names = names(fields);
    for (int index = 0; index < fields.size(); index++) {
      JsonChoice child = choose(fields.get(index));
      columns.add(new Column(names.get(index), child.choice().type()));
      children.add(child.field());
      sentences.addAll(child.choice().warnings());
    }
    return new JsonChoice(
        uncounted(ColumnType.struct(columns), "Every value is an object.", sentences),
        field(node, Optional.empty(), false, children),
        false);
  }

  private JsonChoice array(JsonNode node) {
    JsonChoice element = choose(node.element());
    String why =
        node.element().count() == 0
            ? "Every value is an array without values."
            : "Every value is an array.";
    return new JsonChoice(
        uncounted(ColumnType.list(element.choice().type()), why, element.choice().warnings()),
        field(node, Optional.empty(), false, List.of(element.field())),
        false);
  }

  /** Names for fields, no two equal but for case; changes are reported. */
  List<String> names(List<JsonNode> fields) {
    List<String> names = FieldNames.of(fields.stream().map(node -> node.path().key()).toList());
    for (int index = 0; index < fields.size(); index++) {
      report(fields.get(index), names.get(index));
    }
    return names;
  }

  private void report(JsonNode node, String name) {
    namesAreKeys &= node.duplicate() == null && name.equals(node.path().key());
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

  /** Whether every name stands as its key does, so far. */
  boolean namesAreKeys() {
    return namesAreKeys;
  }
}
