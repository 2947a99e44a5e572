package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.job.ColumnType;
import io.logflow.job.ContractColumn;
import io.logflow.job.ConversionOptions;
import io.logflow.job.JsonField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether one value of a JSON key is of the type that the folder's schema has for its column:
 * as it would be in a file that has this value alone.
 */
final class JsonFit {
  private final JsonPath path;
  private final ColumnType type;
  private final ContractColumn known;
  private final JsonNode all;

  /**
   * @param place where the values are
   * @param known the schema's column; null where it has none yet
   */
  JsonFit(JsonField place, ColumnType type, ContractColumn known, ConversionOptions options) {
    JsonPath key = JsonPath.root(options).child(place.key().getBytes(StandardCharsets.UTF_8));
    this.path = place.occurrence() > 1 ? key.again(place.occurrence()) : key;
    this.type = type;
    this.known = known;
    this.all = new JsonNode(path);
  }

  /** Whether a value fits that is not null. */
  boolean fits(JsonCursor cursor, int token) {
    JsonNode alone = new JsonNode(path);
    alone.accept(cursor, token);
    alone.settle(cursor);
    return choice(alone).isPresent();
  }

  private Optional<JsonChoice> choice(JsonNode node) {
    JsonChoice choice = new JsonTypes(List.of("")).choose(node, known);
    boolean verbatim = known != null && known.verbatim();
    return Optional.of(choice)
        .filter(it -> it.choice().type().equals(type))
        .filter(it -> verbatim || !it.field().verbatim());
  }

  /** Takes a value that may be null, to find how those that fit are read. */
  void take(JsonCursor cursor, int token) {
    if (cursor.tape.kind(token) != JsonTape.NULL && fits(cursor, token)) {
      all.accept(cursor, token);
      all.settle(cursor);
    }
  }

  /** How the values that fit are read; empty where they have no way in common. */
  Optional<JsonField> field() {
    return choice(all).map(JsonChoice::field);
  }
}
