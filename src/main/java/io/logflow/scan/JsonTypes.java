package io.logflow.scan;

import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.JsonField;
import io.logflow.job.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the types of a tree of nodes: the part on JSON of docs/guide/types.md. */
final class JsonTypes {
  private final List<String> inputNames;
  private final JsonNames names;
  private boolean altered;

  /**
   * @param inputNames names of all inputs, for sentences
   */
  JsonTypes(List<String> inputNames) {
    this.inputNames = inputNames;
    this.names = new JsonNames(inputNames);
  }

  /** The names of fields. */
  JsonNames names() {
    return names;
  }

  /** The type of a node's values alone. */
  JsonChoice choose(JsonNode node) {
    return choose(node, null);
  }

  /** The least type that holds a node's values and what the folder's contract has for them. */
  JsonChoice choose(JsonNode node, ContractColumn column) {
    boolean said = node.settings().forced().isPresent() || column == null || !column.settled();
    if (!said && column.verbatim() && !node.kinds().isEmpty()) {
      return byContract(verbatim(node, "The folder's contract has JSON text."));
    }
    return said ? own(node) : joined(node, column.type());
  }

  /** Whether the contract made anything other than the values alone would be. */
  boolean altered() {
    return altered;
  }

  private JsonChoice byContract(JsonChoice choice) {
    altered = true;
    return choice;
  }

  private JsonChoice joined(JsonNode node, ColumnType known) {
    List<JsonKind> kinds = node.kinds();
    if (kinds.isEmpty()) {
      JsonPath path = node.path();
      JsonField field = ContractOrder.field(path.key(), path.occurrence(), known);
      return byContract(new JsonChoice(ContractChooser.none(known), field, true));
    }
    if (kinds.size() > 1) {
      return own(node);
    }
    JsonKind kind = kinds.get(0);
    if (kind == JsonKind.OBJECT && known.kind() == TypeKind.STRUCT) {
      return node.crowded() ? own(node) : object(node, known);
    }
    if (kind == JsonKind.ARRAY && known.kind() == TypeKind.LIST) {
      return array(node, known.children().get(0).type());
    }
    if (kind == JsonKind.STRING) {
      return joinedText(node, known);
    }
    JsonChoice found = own(node);
    ColumnType type = found.choice().type();
    if (type.equals(known) || type.kind() == TypeKind.VARCHAR) {
      return found;
    }
    Choice choice = kind == JsonKind.NUMBER ? contract(node, known).joined(found.choice()) : null;
    return choice == null || choice.type().kind() == TypeKind.VARCHAR
        ? byContract(verbatim(node, oddity(node, kind, known)))
        : byContract(flat(node, choice));
  }

  private JsonChoice joinedText(JsonNode node, ColumnType known) {
    JsonChoice found = texts(node);
    ColumnType type = found.choice().type();
    if (type.equals(known) || type.kind() == TypeKind.VARCHAR) {
      return found;
    }
    boolean temporal = known.kind().isTemporal();
    Choice choice =
        temporal
            ? contract(node, known).joined(found.choice())
            : Choices.text(node.scan().values(), oddity(node, JsonKind.STRING, known));
    boolean left = choice.type().kind() == TypeKind.VARCHAR && node.scan().values().text.deferred();
    return byContract(new JsonChoice(choice, flat(node, choice).field(), !left));
  }

  private ContractChooser contract(JsonNode node, ColumnType known) {
    return new ContractChooser(known, node.settings(), node.scan().values(), inputNames);
  }

  private String oddity(JsonNode node, JsonKind kind, ColumnType known) {
    return node.first(kind).where(inputNames)
        + " is "
        + kind.words()
        + " and no "
        + known
        + ", which the folder's contract has.";
  }

  private JsonChoice own(JsonNode node) {
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
      case OBJECT -> object(node, null);
      case ARRAY -> array(node, null);
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

  /**
   * @param known the STRUCT that the contract has; null where it has none
   */
  private JsonChoice object(JsonNode node, ColumnType known) {
    if (node.crowded()) {
      names.warn(
          "Objects under '"
              + node.path().shown()
              + "' have more than "
              + JsonPath.MOST_KEYS
              + " keys, which are data rather than names; they are kept as JSON text.");
      return verbatim(node, "Its objects have more than " + JsonPath.MOST_KEYS + " keys.");
    }
    List<JsonNode> fields = node.fields();
    if (fields.isEmpty() && known == null) {
      return verbatim(node, "Its objects have no keys; they are kept as JSON text.");
    }
    List<Column> columns = new ArrayList<>();
    List<JsonField> children = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    List<ContractColumn> there = known == null ? List.of() : columns(known);
    List<String> names = this.names.of(fields, new Contract(there));
    Set<String> found = new HashSet<>(names);
    for (ContractColumn column : there) {
      boolean missing = !found.contains(column.name());
      altered |= missing;
      int index = names.indexOf(column.name());
      JsonChoice child = missing ? null : choose(fields.get(index), column);
      columns.add(new Column(column.name(), missing ? column.type() : child.choice().type()));
      children.add(
          missing
              ? ContractOrder.nowhere(new Column(column.name(), column.type()))
              : child.field());
      sentences.addAll(missing ? List.of() : child.choice().warnings());
      found.remove(column.name());
    }
    for (int index = 0; index < fields.size(); index++) {
      if (found.contains(names.get(index))) {
        JsonChoice child = choose(fields.get(index));
        columns.add(new Column(names.get(index), child.choice().type()));
        children.add(child.field());
        sentences.addAll(child.choice().warnings());
      }
    }
    return new JsonChoice(
        uncounted(ColumnType.struct(columns), "Every value is an object.", sentences),
        field(node, Optional.empty(), false, children),
        false);
  }

  private static List<ContractColumn> columns(ColumnType struct) {
    return struct.children().stream()
        .map(child -> new ContractColumn(child.name(), child.type(), Optional.empty(), true))
        .toList();
  }

  /**
   * @param known the type of elements that the contract has; null where it has none
   */
  private JsonChoice array(JsonNode node, ColumnType known) {
    JsonChoice element =
        known == null
            ? choose(node.element())
            : choose(node.element(), new ContractColumn("element", known, Optional.empty(), true));
    String why =
        node.element().count() == 0
            ? "Every value is an array without values."
            : "Every value is an array.";
    return new JsonChoice(
        uncounted(ColumnType.list(element.choice().type()), why, element.choice().warnings()),
        field(node, Optional.empty(), false, List.of(element.field())),
        false);
  }
}
